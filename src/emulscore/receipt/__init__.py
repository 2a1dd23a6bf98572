"""Receipts: what a result was worked out from, by fingerprints, and holding it against the scheme and the figures again."""

from emulscore.receipt._receipt import (
    CohortValues,
    Inputs,
    Receipt,
    ReceiptRow,
    dump_receipt,
    dumps_receipt,
    inputs_print,
    load_receipt,
    loads_receipt,
    receipt_of,
)
from emulscore.receipt._verdict import OUTCOMES, Check, Outcome, Verification
from emulscore.receipt._verification import verify

__all__ = [
    "OUTCOMES",
    "Check",
    "CohortValues",
    "Inputs",
    "Outcome",
    "Receipt",
    "ReceiptRow",
    "Verification",
    "dump_receipt",
    "dumps_receipt",
    "inputs_print",
    "load_receipt",
    "loads_receipt",
    "receipt_of",
    "verify",
]
