"""Logging without words: Rasa writes what people typed into its warnings and errors in five places. Not here."""
from __future__ import annotations

import logging

import structlog

SPEAKING = ("rasa", "rasa_sdk", "sanic", "asyncio", "matplotlib", "apscheduler")


class _NameOnly(logging.Filter):
    """Lets a record of the libraries through as the bare fact that it happened: module, line, kind of error."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.split(".")[0] in SPEAKING:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
            record.msg, record.args, record.exc_info, record.exc_text = f"(line {record.lineno}) {kind}", (), None, None
            record.stack_info = None
        return True


def configure_logging(level: int = logging.WARNING) -> None:
    """Log to standard error: our own lines whole, those of the libraries without their text."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(_NameOnly())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in SPEAKING:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
    for name in ("sanic.root", "sanic.error", "sanic.access", "rasa"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    structlog.configure(
        processors=[_event_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=False,
    )


def _event_only(_logger, _method: str, event: dict) -> str:
    """Of Rasa's structured events only the name: their values hold messages."""
    return str(event.get("event", ""))
