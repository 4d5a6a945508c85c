"""How a form is put together from its rows: its tables, and the sums that must hold."""

from __future__ import annotations

from archive.forms.rows import (
    APPLICANT_GROUP,
    APPLICANT_HEAD,
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    CORNER,
    DISCLOSED,
    OUTCOMES_UNAVAILABLE,
    OUTCOMES_UNPROCESSED,
    OUTCOMES_WITHHELD,
    PARTIAL,
    RECEIVED,
    REMEDY_ROWS,
    RESULTS,
    SUITS_GROUP,
    TOTAL,
)
from archive.forms.schema import Block, CarryRule, Column, Form, Row, SumRule, Table
from archive.forms.sections import SECTIONS


def requests_table(other_rows: tuple[Row, ...]) -> Table:
    rows = (
        RECEIVED,
        CARRIED_IN,
        DISCLOSED,
        PARTIAL,
        *OUTCOMES_WITHHELD,
        *OUTCOMES_UNAVAILABLE,
        *OUTCOMES_UNPROCESSED,
        *other_rows,
        CLOSED,
        CARRIED_OUT,
    )
    return Table(
        "requests",
        SECTIONS[2].heading,
        "Requests",
        section=3,
        blocks=(Block(rows, (*APPLICANTS, TOTAL)),),
        corner=CORNER,
        spanning=(APPLICANT_HEAD, APPLICANT_GROUP),
    )


REMEDIES = Table(
    "remedies",
    SECTIONS[3].heading,
    "Reviews and suits",
    section=4,
    blocks=(Block(REMEDY_ROWS, (*RESULTS, TOTAL)),),
    across=True,
    spanning=(SUITS_GROUP,),
)


def _cells(rows: tuple[Row, ...], column: Column) -> tuple[str, ...]:
    return tuple(f"{row.code}.{column.code}" for row in rows)


def _balance(column: Column) -> SumRule:
    """The sum printed in the corner of the form."""
    return SumRule(
        f"balance.{column.code}",
        left=_cells((RECEIVED, CARRIED_IN), column),
        right=_cells((CLOSED, CARRIED_OUT), column),
        left_words=f"“{column.label}”一列：本年新收与上年结转之和",
        right_words="办理结果总计与结转下年度之和",
        basis="form",
    )


def _closing(rows: tuple[Row, ...], column: Column) -> SumRule:
    return SumRule(
        f"outcomes.{column.code}",
        left=_cells(rows, column),
        right=_cells((CLOSED,), column),
        left_words=f"“{column.label}”一列：各项办理结果之和",
        right_words="办理结果总计",
        basis="implied",
        open=True,
    )


def _across(row: Row, columns: tuple[Column, ...], kind: str, parts: str) -> SumRule:
    return SumRule(
        f"{kind}.{row.code}",
        left=tuple(f"{row.code}.{column.code}" for column in columns),
        right=(f"{row.code}.{TOTAL.code}",),
        left_words=f"“{row.label}”：{parts}之和",
        right_words="总计",
        basis="implied",
    )


def sum_rules(requests: Table) -> tuple[SumRule, ...]:
    """All sums of the requests table as printed, and of the reviews and suits."""
    (block,) = requests.blocks
    outcomes = tuple(row for row in block.rows if row.outcome)
    return (
        *(_balance(column) for column in block.columns),
        *(_closing(outcomes, column) for column in block.columns),
        *(_across(row, APPLICANTS, "applicants", "六类申请人") for row in block.rows),
        *(_across(row, RESULTS, "results", "各种结果") for row in REMEDY_ROWS),
    )


def carry_rules(requests: Table, proactive: tuple[Block, ...]) -> tuple[CarryRule, ...]:
    """What was left over last year comes in; what is in force is last year's, with the new and without the old."""
    return (
        *(
            CarryRule(f"carried.{column.code}", f"{CARRIED_IN.code}.{column.code}", f"{CARRIED_OUT.code}.{column.code}")
            for column in requests.blocks[0].columns
        ),
        *(_standing(row) for block in proactive if _counts_what_stands(block) for row in block.rows),
    )


def _counts_what_stands(block: Block) -> bool:
    return {column.code for column in block.columns} >= {"issued", "repealed", "in_force"}


def _standing(row: Row) -> CarryRule:
    in_force = f"{row.code}.in_force"
    return CarryRule(f"standing.{row.code}", in_force, in_force, (f"{row.code}.issued",), (f"{row.code}.repealed",))


def assemble(
    code: str,
    title: str,
    english: str,
    basis: str,
    years: tuple[int, int | None],
    proactive: tuple[Block, ...],
    other_rows: tuple[Row, ...],
    alternate: Form | None = None,
) -> Form:
    requests = requests_table(other_rows)
    table = Table(
        "proactive", SECTIONS[1].heading, "Proactive disclosure", section=2, blocks=proactive, corner="信息内容"
    )
    return Form(
        code=code,
        title=title,
        english=english,
        basis=basis,
        first_year=years[0],
        last_year=years[1],
        sections=SECTIONS,
        tables=(table, requests, REMEDIES),
        sums=sum_rules(requests),
        alternate=alternate,
        carries=carry_rules(requests, proactive),
    )


def assemble_with_alternate(
    code: str,
    title: str,
    english: str,
    basis: str,
    years: tuple[int, int | None],
    proactive: tuple[Block, ...],
    other_rows: tuple[Row, ...],
    alternate_rows: tuple[Row, ...],
) -> Form:
    """The form, and the same form with its last outcome rows printed otherwise."""
    alternate = assemble(code, title, english, basis, years, proactive, alternate_rows)
    return assemble(code, title, english, basis, years, proactive, other_rows, alternate)
