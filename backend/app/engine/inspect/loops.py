"""Loops of proxy steps: nothing in them waits for an answer (flow-language.md 4.2, 4.8)."""

from collections.abc import Iterator, Mapping, Sequence

from ..document import Step
from .flow import ConnectionPlace, Flow
from .issue import Issue, Path

type ByGroup = Mapping[Path, Sequence[ConnectionPlace]]


def loops(flow: Flow, connections: ByGroup) -> Iterator[Issue]:
    """One issue a loop, at its first step in the document."""
    proxies = {step.id: step for step in flow.document.steps if step.proxy and step.template is None}
    if not proxies:
        return
    numbers = {step.id: number for number, step in enumerate(flow.document.steps)}
    ways = {
        name: _ways((*flow.under, "steps", numbers[name]), step, connections)
        for name, step in proxies.items()
    }
    for members in _components(
        {name: [to for to, _ in found if to in proxies] for name, found in ways.items()}
    ):
        inside = sorted(members, key=numbers.__getitem__)
        certain = all(_surely_stays(ways[name], members) for name in inside)
        code = "flow:endless_loop" if certain else "flow:possible_loop"
        titles = ", ".join(proxies[name].title for name in inside)
        yield flow.issue(code, (*flow.under, "steps", numbers[inside[0]]), inside[0], found=titles)


def _ways(at: Path, step: Step, connections: ByGroup) -> list[tuple[str, bool]]:
    """(target, whether it is always taken when tested) in the order of testing."""
    numbered = [(number, group) for number, group in enumerate(step.groups) if group.on == "message"]
    ordered = sorted(numbered, key=lambda pair: pair[1].priority)
    places = [place for number, _ in ordered for place in connections.get((*at, "groups", number), ())]
    return [(place.connection.to, place.always) for place in places]


def _surely_stays(ways: list[tuple[str, bool]], members: set[str]) -> bool:
    """Whatever is taken stays in the loop, and something is always taken."""
    for to, always in ways:
        if to not in members:
            return False
        if always:
            return True
    return False


def _components(graph: Mapping[str, Sequence[str]]) -> Iterator[set[str]]:
    """Steps that reach one another (Tarjan, without recursion); one alone only where it leads to itself."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for root in graph:
        work = [(root, iter(graph[root]))] if root not in order else []
        while work:
            name, following = work[-1]
            if name not in order:
                order[name] = low[name] = len(order)
                path.append(name)
                on_path.add(name)
            fresh = _next_fresh(name, following, (order, low, on_path))
            if fresh is not None:
                work.append((fresh, iter(graph[fresh])))
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[name])
            if low[name] == order[name]:
                members = _cut(path, on_path, name)
                if len(members) > 1 or name in graph[name]:
                    yield members


def _next_fresh(
    name: str, following: Iterator[str], state: tuple[dict[str, int], dict[str, int], set[str]]
) -> str | None:
    order, low, on_path = state
    for to in following:
        if to not in order:
            return to
        if to in on_path:
            low[name] = min(low[name], order[to])
    return None


def _cut(path: list[str], on_path: set[str], name: str) -> set[str]:
    members: set[str] = set()
    while name not in members:
        members.add(path.pop())
    on_path -= members
    return members
