"""Chấm điểm thi đua: score Vietnamese emulation criteria, exactly and with reasons."""

__version__ = "0.1.0"
