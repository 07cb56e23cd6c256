"""Pure rules of the registry: how reference numbers are built and sorted, how long things are kept."""

from .plan_table import PlanLine, PlanTableProblems, read_plan, write_plan
from .references import (
    UnusablePattern,
    case_reference,
    case_series,
    check_pattern,
    file_reference,
    plan_sort_key,
    sort_key,
    sub_case_reference,
    sub_file_reference,
    subject_reference,
    subject_series,
)
from .retention import Dates, Derivation, Terms, derive

__all__ = [
    "Dates",
    "Derivation",
    "PlanLine",
    "PlanTableProblems",
    "Terms",
    "UnusablePattern",
    "case_reference",
    "case_series",
    "check_pattern",
    "derive",
    "file_reference",
    "plan_sort_key",
    "read_plan",
    "sort_key",
    "sub_case_reference",
    "sub_file_reference",
    "subject_reference",
    "subject_series",
    "write_plan",
]
