"""Something done for each element of a list.

The list is copied, so that it may change meanwhile; each round takes the first element off the copy.
"""

from .config import Config, ReadPath, Variable, shown
from .parts import Json, Made, Site, add, any_of, clear, put, rule, shows
from .preset import Preset
from .words import Words


class LoopConfig(Config):
    list: ReadPath = shown(Words("List", "Список"), format="path")
    item: Variable = shown(Words("Element", "Элемент"), format="variable", default="session.item")
    number: Variable | None = shown(
        Words("Its number", "Его номер"), Words("From 1.", "С единицы."), format="variable", default=None
    )


def _make(config: LoopConfig, site: Site) -> Made:
    begun = [
        put(site.own("rest"), shows(config.list)),
        put(site.own("total"), shows(f"{config.list}|length")),
        put(site.own("round"), 0),
    ]
    first = site.way("begin", Words("From the first", "С первого"), to=site.of("next"), set=begun)
    return Made(steps=[site.step(proxy=True, groups=[site.group([first])]), _next(config, site)])


def _next(config: LoopConfig, site: Site) -> Json:
    rest, total, number = site.own("rest"), site.own("total"), site.own("round")
    # What is no list has no end either, but it has a length.
    over = any_of(rule(rest, "is_empty"), rule(number, "greater_or_equal", shows(total)))
    first = shows(f"{rest}|first")
    taken = [put(config.item, first), {"variable": rest, "op": "remove", "value": first}, add(number, 1)]
    if config.number:
        taken.append(put(config.number, shows(number)))
    cleared = [clear(variable) for variable in (rest, total, number)]
    ways = [
        site.way("done", Words("After the last", "После последнего"), rules=over, set=cleared),
        site.way("each", Words("For each", "Для каждого"), set=taken),
    ]
    group = site.group(ways, "next")
    return site.step("next", Words("next", "следующий"), at=(1, 0), proxy=True, groups=[group])


LOOP = Preset(
    id="loop",
    family="logic",
    title=Words("For each of a list", "Для каждого из списка"),
    description=Words(
        "Goes the same way once for each element; that way leads back to the step “next”.",
        "Проходит одну дорогу по разу для каждого элемента; она возвращается к шагу «следующий».",
    ),
    config=LoopConfig,
    example={"list": "session.basket", "item": "session.item", "number": "session.number"},
    make=_make,
)
