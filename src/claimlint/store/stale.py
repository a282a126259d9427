"""Facts have an age: a value whose ``max_age`` has passed may no longer be what is true."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from claimlint.lexicon.phrases import phrases
from claimlint.model.claim import Claim
from claimlint.model.finding import Finding, Severity
from claimlint.store.facts import FactsFile

RULE = "stale-fact"


def stale_facts(file: FactsFile, today: date) -> Iterator[Finding]:
    """A warning for each fact of ``file`` that is older, on the day ``today``, than its ``max_age`` allows."""
    for fact in file.facts:
        last = _last_day(fact)
        if last is not None and last < today:
            yield _finding(file, fact, last, today)


def _last_day(fact: Claim) -> date | None:
    source = fact.source
    if source is None or source.as_of is None or source.max_age_days is None:
        return None
    try:
        return source.as_of + timedelta(days=source.max_age_days)
    except OverflowError:  # good for ever
        return None


def _finding(file: FactsFile, fact: Claim, last: date, today: date) -> Finding:
    document = file.document
    say = phrases(document.language).say
    as_of = fact.source.as_of if fact.source else None
    return Finding(
        rule=RULE,
        check=RULE,
        severity=Severity.WARNING,
        message=say("stale_fact", id=fact.id, as_of=as_of, last=last, days=(today - last).days),
        language=document.language,
        location=document.locate(fact.quantity.span),
        label=say("stale_label", last=last),
        notes=(say("stale_help", today=today),),
        manual=RULE,
        fingerprint=hashlib.sha256(f"{RULE}\0{fact.id}\0{as_of}".encode()).hexdigest()[:16],
    )
