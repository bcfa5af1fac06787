"""The backend that Django loads: SQLite as it is, with errors for a person."""

import sqlite3
from pathlib import Path
from types import TracebackType

from django.db.backends.sqlite3 import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property

from tightrope.core.errors import TightropeError
from tightrope.store.faults import NotText, told


class Meaning(DatabaseErrorWrapper):
    """Raises what an error of SQLite means for a person, else what Django raises."""

    wrapper: base.DatabaseWrapper

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, sqlite3.Error):
            path = Path(self.wrapper.settings_dict["NAME"])
            if (meaning := told(error, path)) is not None:
                self.wrapper.errors_occurred = True
                raise meaning from error
        if isinstance(error, UnicodeEncodeError):
            raise NotText from error
        super().__exit__(kind, error, traceback)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to a database of ours."""

    def commit(self) -> None:
        """Commit; take all back where that fails, as Django does for its own errors."""
        try:
            super().commit()
        except TightropeError:
            self.rollback()
            raise

    @cached_property
    def wrap_database_errors(self) -> Meaning:
        """What stands around each call of SQLite."""
        return Meaning(self)
