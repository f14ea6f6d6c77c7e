"""Which part a subject has in its sentence, read off the words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from mgcheck.find.clauses import Layout
from mgcheck.find.scan import Match
from mgcheck.find.topics import Group, Mark
from mgcheck.text import MARKS

_LONG = 60
"""Tokens beyond which a sentence is many: speech written down without full stops."""
_BARE = frozenset(
    [
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "is",
        "are",
        "was",
        "were",
        "has",
        "don't",
        "doesn't",
        "didn't",
        "can't",
        "won't",
    ]
)
_MODALS = frozenset(
    ["can", "may", "might", "could", "will", "would", "to", "also", "does", "do", "did"]
)
_OPENING = 2
NOMINAL = ("tion", "sion", "sis", "repair", "ment", "growth", "control")
"""Endings of relation words that are nouns: what they are of may itself act or be acted on."""
_DOSED_BEFORE = frozenset(["taking", "with", "at", "by", "to"])
"""Words before an amount that something else acts in: 'tea with 200 mg a day reduced'."""
_COUNTING = ("bystander", "determiner", "filler")
_PREDICATE = 4
_JOINED = 2
_HELD = 5
_WITHIN = frozenset(["from", "in", "of"])
_WITH = frozenset(["with", "plus", "+", "together", "combined", "paired", "along", "and", "taken"])
_UNITS = ("mg", "milligrams", "g", "grams")


def main_group(groups: list[Group], layout: Layout) -> Group | None:
    """The group that a following 'it' would mean: the main clause's, never what is compared."""
    able = [g for g in groups if g.role == "subject"]
    if len(layout.tokens) > _LONG:
        return able[-1] if able else None  # a transcript's run-on: the last is the latest
    singled = next((g for g in able if _is_singled_out(g, layout)), None)
    if singled is not None:
        return singled
    for group in able:
        clause = layout.clause[group.first]
        if clause not in layout.subordinate and clause not in layout.relative:
            return group
    return able[0] if able else None


def _is_singled_out(group: Group, layout: Layout) -> bool:
    """Whether it is set against what stood before: 'there are many forms, but only X crosses'."""
    before = [token.text for token in layout.tokens[max(group.first - 2, 0) : group.first]]
    opens = layout.tokens[0].text == "there" and before[-1:] == ["but"]
    return opens or before == ["but", "only"]


def role_of(first: int, layout: Layout) -> str:
    """Whether the words before make it what is compared with, or what is acted on."""
    likened = [m for m in layout.cues.get("likens", ()) if not m.first]
    for match in (*layout.cues.get("comparator", ()), *likened):
        gap = layout.tokens[match.last : first]
        reaches = first <= match.last + 2 or match.first == 0  # 'Unlike sedative forms (X), ...'
        ending = "," if match.first == 0 else MARKS
        if match.last <= first and reaches and not any(t.text in ending for t in gap):
            return "compared"
    if layout.tokens[first].text == "its":
        return "subject"  # "enhancing its calming effects"
    if is_who(layout, first, first + 1):
        return "who"
    clause = layout.clause[first]
    if first and layout.clause[first - 1] == clause and _lowers(first, layout):
        return "result"  # "X lowers magnesium" names a lack, which X makes
    if any(_leads_to(m.last, first, layout) for m in layout.cues.get("bound", ())):
        return "part"
    if layout.tokens[first].small == "of" and any(
        m.last == first for m in layout.cues.get("owned", ())
    ):
        return "subject"  # "the benefits of X"
    for match in layout.relations:
        between = range(match.last, first)
        if (
            match.last <= first <= match.last + 2
            and match.role != "links"  # "symptoms of X include ..."
            and layout.tokens[first].lead != "in"  # "speed improved in the X group"
            and layout.clause_of(match) == clause
            and all(layout.tokens[at].text not in MARKS for at in between)
            and not _passive_by(match.last, first, layout)
        ):
            return "object"
    return "subject"


def _lowers(at: int, layout: Layout) -> bool:
    """Whether a verb of lowering stands there as 'it lowers' has it, so no adjective."""
    verbs = (m for m in layout.relations if m.first == at and m.role == "lowers")
    text = layout.tokens[at].text
    return text.endswith("s") and not text.endswith("ss") and any(verbs)


def is_who(layout: Layout, first: int, last: int) -> bool:
    """Whether what stands there only says who was studied: 'people with X', 'X patients'."""
    degrees = {m.first for m in cues_of(layout, "degree")}
    for match in layout.cues.get("sufferers", ()):
        gap = range(match.last, first)
        # "patients with mild to moderate dementia"
        words = [at for at in gap if at not in degrees]
        marked = any(layout.tokens[at].text in MARKS for at in gap)
        if match.last <= first and len(words) <= 1 and not marked:
            return True
    # "insomnia patients", but not "sleep quality in adults"
    return any(
        m.first == last and not layout.tokens[last].small for m in layout.cues.get("people", ())
    )


def is_elided(after: int, layout: Layout) -> bool:
    """Whether a bare auxiliary at token `after` stands for what was said before ('X does.')."""
    tokens = layout.tokens
    if after >= len(tokens) or tokens[after].text not in _BARE:
        return False
    end = after + 1
    if end < len(tokens) and tokens[end].text == "not":
        end += 1
    return end == len(tokens) or tokens[end].text in MARKS


def _passive_by(after: int, first: int, layout: Layout) -> bool:
    """Whether 'by' or the like stands between: then what follows is what acts."""
    return any(after <= m.first < first for m in layout.cues.get("agent", ()))


def _leads_to(at: int, first: int, layout: Layout) -> bool:
    """Whether `first` stands at token `at`, or next to a word that 'and' joins to it."""
    if not at <= first <= at + _JOINED:
        return False
    gap = [token.text for token in layout.tokens[at:first]]
    return not gap or (gap[-1] in ("and", "or") and not MARKS.intersection(gap))


def list_goes_on(item: int, marked: list[Mark], loose: set[int]) -> bool:
    """Whether the subject after `item` follows at once too: 'X, Y and Z'."""
    if item + 1 >= len(marked):
        return False
    return all(at in loose for at in range(marked[item][1], marked[item + 1][0]))


def is_bare(match: Match, layout: Layout) -> bool:
    """Whether no noun before it says what is in it ('zinc tablets'), and none follows."""
    if not match.first:
        return True
    before = layout.tokens[match.first - 1]
    if before.text in MARKS or layout.tokens[match.first].small:
        return before.text in MARKS
    ends = (m.last for name, ms in layout.cues.items() if name not in _COUNTING for m in ms)
    return match.first in {*ends, *(m.last for m in layout.relations)}


def is_bound(between: range, layout: Layout) -> bool:
    """Whether nothing but words such as 'bound to' stand between."""
    return any(
        m.first == between.start and m.last == between.stop for m in cues_of(layout, "bound")
    )


def is_predicate(between: range, layout: Layout) -> bool:
    """Whether what follows says what the subject is: 'X is the most common ...'."""
    if not 0 < len(between) <= _PREDICATE or layout.tokens[between[0]].text not in ("is", "are"):
        return False
    return len({layout.clause[at] for at in (*between, between.stop)}) == 1


def is_comma(between: range, layout: Layout) -> bool:
    return len(between) == 1 and layout.tokens[between[0]].text == ","


def is_plural(group: Group, layout: Layout) -> bool:
    """Whether the words that name `group` end in a plural: no 'it' points back to them."""
    words = layout.tokens[group.first : group.last]
    return any(word.text.endswith("s") and word.text != word.stem for word in words)


def is_modifier(group: Group, layout: Layout) -> bool:
    """Whether a noun follows at once that it only says more of ('the magnesium aisle')."""
    if group.last >= len(layout.tokens) or not layout.tokens[group.last].text.isalpha():
        return False
    known = (*layout.relations, *layout.outcomes, *(m for ms in layout.cues.values() for m in ms))
    return not any(m.first == group.last for m in known)


def is_inside(prior: Group, group: Group, layout: Layout) -> bool:
    """Whether `group` is part of the noun phrase that `prior` opens ('an acid from green tea')."""
    if prior.role != "subject" or layout.clause[prior.first] != layout.clause[group.first]:
        return False
    token = layout.tokens[group.first]
    before = layout.tokens[group.first - 1].text
    if before not in _WITHIN and not {token.lead, token.small} & _WITHIN:
        return False
    verbs = {m.first for m in (*layout.relations, *cues_of(layout, "verb"))}
    return not any(at in verbs for at in range(prior.last, group.first))


def is_measured(group: Group, layout: Layout) -> bool:
    """Whether its very words name what was measured, too."""
    return any(
        m.first <= group.first and group.last <= m.last and m.role != "does"
        for m in layout.outcomes
    )


def is_with(between: range, layout: Layout) -> bool:
    """Whether nothing but words such as 'with' or 'together with' stand between."""
    words = {layout.tokens[at].text for at in between}
    return bool(words & {"with", "plus", "+"}) and words <= _WITH


def opens_bracket(between: range, layout: Layout) -> bool:
    """Whether nothing but '(' or '(as' stands between."""
    return [layout.tokens[at].text for at in between] in (["("], ["(", "as"])


def is_nominal(match: Match, layout: Layout) -> bool:
    """Whether a relation word is a noun made of its verb ('production')."""
    return layout.tokens[match.last - 1].text.rstrip("s").endswith(NOMINAL)


def is_acting_dose(match: Match, layout: Layout) -> bool:
    """Whether an amount taken is what acts: '200 mg a day reduced stress'."""
    verbs = (*layout.relations, *cues_of(layout, "verb"))
    if not any(m.first == match.last for m in verbs):
        return False
    at = match.first - 1
    while at >= 0 and not layout.tokens[at].text[0].isalpha():
        at -= 1
    return at < 0 or layout.tokens[at].text not in _DOSED_BEFORE


def is_amount(match: Match, layout: Layout) -> bool:
    """Whether it is only the amount that something holds: 'provides 144 mg of X'."""
    before = layout.tokens[max(match.first - 2, 0) : match.first]
    if len(before) < 2 or not before[0].text[0].isdigit() or before[1].text not in _UNITS:
        return False
    holding = layout.cues.get("holds", ())
    return layout.clause_of(match) in layout.bracketed or any(
        0 <= match.first - m.last <= _HELD for m in holding
    )


def is_named_in(match: Match, layout: Layout) -> bool:
    """Whether it is only part of what is measured ('the magnesium in the brain').

    Where nothing else is named and the measure opens the sentence, it acts ('Raising brain
    magnesium improves memory').
    """
    alone = len(layout.subjects) == 1 and match.first <= _OPENING
    return not alone and any(
        m.role == "names"
        and m.concept != match.concept
        and not m.gapped
        and m.first <= match.first
        and match.last <= m.last
        and m.last - m.first > match.last - match.first
        for m in layout.outcomes
    )


def is_verb(match: Match, layout: Layout) -> bool:
    """Whether its first word is a verb, with a modal right before ('can lower X')."""
    if not match.first or layout.tokens[match.first - 1].text not in _MODALS:
        return False
    return any(m.first == match.first for m in layout.relations)


def main_match(matches: list[Match], layout: Layout) -> Match:
    """The subject of the main clause: the first that stands in no subordinate one."""
    for match in matches:
        clause = layout.clause_of(match)
        if clause not in layout.subordinate and clause not in layout.relative:
            return match
    return matches[0]


def verb_before(pronoun: Match, layout: Layout) -> bool:
    """Whether a finite verb stands before `pronoun` in its clause, so that another subject does."""
    clause = layout.clause_of(pronoun)
    return any(
        m.last <= pronoun.first
        and layout.clause_of(m) == clause
        and not layout.tokens[m.first].text.endswith("ing")
        for m in layout.relations
    )


def cues_of(layout: Layout, name: str) -> Sequence[Match]:
    return layout.cues.get(name, ())
