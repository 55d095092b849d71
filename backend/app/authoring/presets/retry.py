"""Something tried several times, with a pause between the attempts."""

from .config import Config, shown
from .durations import MOST, UNITS, Unit, seconds
from .parts import Json, Made, Site, add, all_of, clear, put, rule
from .preset import Preset
from .words import Words


class RetryConfig(Config):
    times: int = shown(Words("Attempts", "Попытки"), default=3, ge=2, le=50)
    pause: int = shown(
        Words("Pause between them", "Пауза между ними"),
        Words("0: none.", "0: без паузы."),
        default=1,
        ge=0,
        le=MOST,
    )
    unit: Unit = shown(Words("Unit", "Единица"), default="minutes", labels=UNITS)


def _make(config: RetryConfig, site: Site) -> Made:
    begun = [put(site.own("tries"), 0)]
    first = site.way("begin", Words("First attempt", "Первая попытка"), to=site.of("attempt"), set=begun)
    steps = [site.step(proxy=True, groups=[site.group([first])]), _attempt(site), _failed(config, site)]
    return Made(steps=[*steps, *([_pause(config, site)] if config.pause else [])])


def _attempt(site: Site) -> Json:
    way = site.way("try", Words("Attempt", "Попытка"), set=[add(site.own("tries"), 1)])
    group = site.group([way], "attempt")
    return site.step("attempt", Words("attempt", "попытка"), at=(1, 0), proxy=True, groups=[group])


def _failed(config: RetryConfig, site: Site) -> Json:
    tries = site.own("tries")
    enough = all_of(rule(tries, "greater_or_equal", config.times))
    ways = [
        site.way("gave_up", Words("Give up", "Сдаться"), rules=enough, set=[clear(tries)]),
        site.way("again", Words("Try again", "Ещё раз"), to=site.of("pause" if config.pause else "attempt")),
    ]
    group = site.group(ways, "failed")
    return site.step("failed", Words("failed", "не вышло"), at=(1, 1), proxy=True, groups=[group])


def _pause(config: RetryConfig, site: Site) -> Json:
    over = site.way("over", Words("After the pause", "После паузы"), to=site.of("attempt"))
    timer = site.group([over], "pause", on="timeout", after=seconds(config.pause, config.unit))
    return site.step("pause", Words("pause", "пауза"), at=(0, 1), groups=[timer | {"restart": False}])


RETRY = Preset(
    id="retry",
    family="logic",
    title=Words("Try several times", "Попробовать несколько раз"),
    description=Words(
        "Goes the way “Attempt”; where that fails, it leads to the step “failed”, and is tried again later.",
        "Идёт дорогой «Попытка»; при неудаче она ведёт к шагу «не вышло», и попытка повторится позже.",
    ),
    config=RetryConfig,
    example={"times": 3, "pause": 10, "unit": "minutes"},
    make=_make,
)
