"""What a sentence says of a claim that it makes: stance, wording, scope and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mgcheck.find import strength
from mgcheck.find.clauses import Layout
from mgcheck.find.conditions import Evidence
from mgcheck.find.scan import Match
from mgcheck.find.topics import Group
from mgcheck.find.views import View
from mgcheck.model import Claim, Hit, Kind, Mention, Polarity, Relation, Stance, Wording

_ABLE: Final = frozenset([Kind.FACT, Kind.ADVICE, Kind.LABEL])
"""Kinds in which 'can' says what is possible ('can be reached by diet'), and is no hedge."""
_SUPPOSING: Final = frozenset(["if", "when"])
"""Words that open a clause which goes on with what was said ('need not worry if ...')."""
_DENYING: Final = frozenset(["negation", "negationafter", "rebuts"])


def mention_of(view: View, claim: Claim, evidence: Evidence) -> Mention | None:
    """What the sentence says of the claim; None: it does not speak to it at all."""
    layout, outcome, relation = view.layout, evidence.outcome, evidence.relation
    if strength.is_unreal(layout, outcome.first):
        return None
    anchor = outcome.first if relation is None else min(relation.first, outcome.first)
    subject_at = evidence.subject.first if evidence.subject else None
    able = claim.kind in _ABLE
    put, kind, cues = strength.wording(layout, relation, outcome, subject_at, view.is_item, able)
    no = strength.negated(layout, anchor, outcome.last)
    if no is None and not _is_of_whom(layout, relation, outcome):
        no = strength.negated(layout, outcome.first, outcome.last)
    no = no or strength.negated_inside(layout, outcome)
    if no is None and relation is not None and relation.first > outcome.first:
        no = strength.negated(layout, relation.first, relation.last)
    if evidence.subject is not None and evidence.subject.how == "elided":
        no = strength.elided_no(layout, evidence.subject.last)
    quoted = strength.rebutted(layout, anchor)
    if quoted is not None and no is not None and (no.first > anchor or no.first == quoted.first):
        no = None  # what comes after only backs the rebuttal, and "myth" is both
    doubt = strength.doubted(layout, anchor) if quoted is None else None
    missing = (
        evidence.subject is not None
        and not outcome.first < evidence.subject.first < outcome.last  # words that say it whole
        and strength.absent(layout, evidence.subject.first)
        and not _is_lack(claim, evidence.subject, layout)
    )
    if evidence.led is not None and view.lead is not None:
        led = evidence.led
        above, kind, _ = strength.wording(view.lead, led, led, None, False, able)
        put = strength.weaker(put, above)
        no = no or strength.negated(view.lead, led.first, led.last)
        doubt = doubt or strength.doubted(view.lead, led.first)
    elif view.lead is not None and view.lead.relations and not layout.relations:
        last = view.lead.relations[-1]
        put = strength.weaker(put, strength.wording(view.lead, last, last, None, False, able)[0])
    if no is None and claim.kind is Kind.FACT:
        no = strength.hindered(layout, anchor, outcome)
    above_denies = (
        view.is_item and view.lead is not None and strength.denies_what_follows(view.lead)
    )
    turned = _turned(claim, outcome, layout, quoted)
    is_denied = (((no is None) == (quoted is not None)) != missing) or turned is not None
    is_denied = is_denied != above_denies
    asks = view.asks and not _is_granted(layout, outcome)
    is_fixed = claim.match.polarity is Polarity.FIXED
    quotes = (quoted is not None) != (turned is not None) if is_fixed else quoted is not None
    stance = _stance(claim, evidence, is_denied, doubt is not None, asks, quotes)
    if stance is None:
        return None
    if doubt is not None and claim.match.polarity is not Polarity.FIXED:
        put = Wording.UNCERTAIN
    scope, scope_cue = scope_of(view, outcome)
    if stance is Stance.DENIES and _is_general(claim) and (scope or layout.has("absolute")):
        return None  # "not safe for children", "not safe for everyone": safe in general it may be
    said = [cue for cue in (no, quoted, doubt, scope_cue) if cue is not None]
    hits = hits_of(view, evidence, [*cues, *said])
    if turned is not None:
        hits = in_order([*hits, hit_of(layout, turned, "negation")])
    return Mention(
        claim=claim.id,
        start=view.sentence.start,
        end=view.sentence.end,
        stance=stance,
        wording=put,
        relation=kind if stance is not Stance.QUESTIONS else Relation.CAUSE,
        scope=scope,
        score=evidence.score,
        how=_how(evidence),
        hits=hits,
        names_study=view.study,
        says_placebo=layout.has("placebo"),
        says_lasting=layout.has("lasting"),
        says_absolute=layout.has("absolute"),
        says_reverse=stance is Stance.DENIES and evidence.opposite,
        subject_said=_said(layout, evidence),
    )


def _turned(claim: Claim, outcome: Match, layout: Layout, quoted: Match | None) -> Match | None:
    """The words that turn the claim round ('need not avoid'), where no 'no' turns them back."""
    match = claim.match
    cues = [cue for name in match.denied_by for cue in layout.cues.get(name, ())]
    if not cues:
        return None
    spoken = {m.concept for m in layout.outcomes}.union(layout.cues)
    if not spoken.isdisjoint(match.denied_unless):
        return None
    for cue in cues:
        first, last = min(cue.first, outcome.first), max(cue.last, outcome.last)
        if (
            not _is_parted(layout, first, last)
            and not _is_turned_back(layout, cue, quoted)
            and strength.asked(layout, cue.first) is None
        ):
            return cue
    return None


def _is_turned_back(layout: Layout, cue: Match, quoted: Match | None) -> bool:
    """Whether a no that is none of its own words reaches `cue`, or stands between them."""
    if strength.negated_inside(layout, cue) is not None:
        return True  # "is not a replacement for"
    no = strength.negated(layout, cue.first, cue.last)
    if no is None or (quoted is not None and no.first == quoted.first):
        return False  # "myth" is a no as well, and counts once
    return not cue.first <= no.first < cue.last


def _is_parted(layout: Layout, first: int, last: int) -> bool:
    """Whether what stands between two tokens is set against itself ('safe, but ...')."""
    words = layout.tokens[first:last]
    if any(word.text == ";" for word in words):
        return True
    return any(
        first < m.first < last and layout.tokens[m.first].text not in _SUPPOSING
        for m in layout.cues.get("boundary", ())
    )


def _is_general(claim: Claim) -> bool:
    """Whether it calls something safe for people in general, which a group's harm leaves as is."""
    return (
        claim.kind is Kind.SAFETY
        and claim.direction is None
        and claim.match.polarity is Polarity.AFFIRMS
    )


def _said(layout: Layout, evidence: Evidence) -> str | None:
    """The words of the sentence that name the subject."""
    subject = evidence.subject
    if subject is None or subject.how == "topic":
        return None
    return " ".join(token.text for token in layout.tokens[subject.first : subject.last])


def _is_lack(claim: Claim, subject: Group, layout: Layout) -> bool:
    """Whether the claim is of the lack that 'without enough X' names."""
    named = not {*claim.subject, *claim.match.mirror}.isdisjoint(subject.concepts)
    return named and layout.tokens[subject.first].text == "without"


def _is_of_whom(layout: Layout, relation: Match | None, outcome: Match) -> bool:
    """Whether `outcome` says whom the relation before helps: 'people who can't sleep'."""
    clause = layout.clause_of(outcome)
    return (
        relation is not None
        and clause in layout.relative
        and relation.last <= layout.relative[clause]
    )


def scope_of(view: View, outcome: Match) -> tuple[str | None, Match | None]:
    scope, cue = strength.scope(view.layout, outcome)
    return (scope, cue) if scope else (view.scope_before, None)


def _is_granted(layout: Layout, outcome: Match) -> bool:
    """Whether a question takes it for granted: 'how can what never reaches the brain do that?'."""
    opened = layout.relative.get(layout.clause_of(outcome), 0)
    if any(m.last == opened for m in layout.cues.get("reporting", ())):
        return False  # "how do I know which one works?"
    return any(token.text in ("how", "why") for token in layout.tokens[:opened])


def asks_which(layout: Layout) -> bool:
    """Whether a question takes for granted that one of several does it: 'which form is best?'."""
    asked = {0, *(m.last for m in layout.cues.get("reporting", ()))}  # "how do I know which ...?"
    if any(asked.intersection((m.first, m.first - 1)) for m in layout.cues.get("which", ())):
        return True
    return any(t.text == "or" for t in layout.tokens) and len(layout.subjects) > 1


def _stance(
    claim: Claim, evidence: Evidence, no: bool, doubt: bool, question: bool, quoted: bool
) -> Stance | None:
    """What the sentence does with the claim; None: it does not speak to it at all."""
    if question:
        return Stance.QUESTIONS
    polarity = claim.match.polarity
    if polarity is Polarity.FIXED:
        return Stance.DENIES if quoted else Stance.ASSERTS
    if doubt:
        return Stance.QUESTIONS
    if polarity is Polarity.NEGATIVE:
        if no or evidence.outcome.role == "better":
            return Stance.ASSERTS
        return Stance.DENIES if evidence.relation is not None else None
    return Stance.DENIES if no != evidence.opposite else Stance.ASSERTS


def hit_of(layout: Layout, match: Match, part: str) -> Hit:
    tokens = layout.tokens
    return Hit(tokens[match.first].start, tokens[match.last - 1].end, match.concept, part)


def hits_of(view: View, evidence: Evidence, cues: list[Match]) -> tuple[Hit, ...]:
    layout = view.layout
    hits = [hit_of(layout, evidence.outcome, "outcome")]
    subject = evidence.subject
    if subject is not None and subject.how != "topic":
        tokens = layout.tokens
        hits.append(
            Hit(
                tokens[subject.first].start,
                tokens[subject.last - 1].end,
                "+".join(subject.concepts),
                "subject",
            )
        )
    if evidence.relation is not None:
        hits.append(hit_of(layout, evidence.relation, "relation"))
    hits.extend(hit_of(layout, match, "also") for match in evidence.also)
    hits.extend(hit_of(layout, cue, _part(cue)) for cue in cues)
    return in_order(hits)


def in_order(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """`hits` as they stand in the text, each once."""
    return tuple(sorted(set(hits), key=lambda h: (h.start, h.end, h.part, h.concept)))


def _part(cue: Match) -> str:
    if cue.concept in strength.SCOPES:
        return "scope"
    return "negation" if cue.concept in _DENYING else "wording"


def _how(evidence: Evidence) -> str:
    subject = (
        "without a subject"
        if evidence.subject is None
        else {
            "named": "subject named",
            "elided": "subject named, its verb left out",
            "pointed": "subject pointed back to",
            "topic": "subject from the heading or lead-in",
        }[evidence.subject.how]
    )
    said = {
        "better": "the outcome's words say the change",
        "worse": "the outcome's words say the change",
        "does": "the words say it whole",
    }.get(evidence.outcome.role)
    if said is None:
        said = "no relation needed" if evidence.relation is None else "relation stated"
        said = said if evidence.led is None else "relation from the lead-in"
    return f"{subject}; {said}"
