"""What an editor writes in a catalogue's YAML (docs/records.md), checked strictly."""

from mgcheck.catalogue.schema.base import Id, Record, Text
from mgcheck.catalogue.schema.citing import CitingFile, CitingRecord
from mgcheck.catalogue.schema.claims import ClaimRecord
from mgcheck.catalogue.schema.evidence import ReferenceRecord, StudyRecord
from mgcheck.catalogue.schema.lexicon import (
    CueRecord,
    GuardRecord,
    OutcomeRecord,
    RelationRecord,
    SubjectRecord,
    TellingRecord,
)
from mgcheck.catalogue.schema.pack import PackRecord, ReviewRecord, SourceRecord
from mgcheck.catalogue.schema.reading import WantRecord
from mgcheck.catalogue.schema.regulation import JurisdictionRecord, ProvisionRecord
from mgcheck.catalogue.schema.rewording import LegRecord, RewritesRecord

__all__ = [
    "CitingFile",
    "CitingRecord",
    "ClaimRecord",
    "CueRecord",
    "GuardRecord",
    "Id",
    "JurisdictionRecord",
    "LegRecord",
    "OutcomeRecord",
    "PackRecord",
    "ProvisionRecord",
    "Record",
    "ReferenceRecord",
    "RelationRecord",
    "ReviewRecord",
    "RewritesRecord",
    "SourceRecord",
    "StudyRecord",
    "SubjectRecord",
    "TellingRecord",
    "Text",
    "WantRecord",
]
