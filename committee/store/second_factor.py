"""The second factor of an account: turned on, used once for each step, turned off."""

from sqlalchemy import delete, update
from sqlmodel import Session, col

from .one_time_links import hash_of
from .row_helpers import number_of
from .tables import Person, RecoveryCode


def turn_on(session: Session, person: Person, sealed: str, step: int, codes: list[str]) -> None:
    """Ask for a code from now on; `step` is the one of the code that was shown to work."""
    turn_off(session, person)
    person.code_secret, person.code_step = sealed, step
    session.add_all(
        RecoveryCode(person_id=number_of(person), code_hash=hash_of(code)) for code in codes
    )
    session.flush()


def turn_off(session: Session, person: Person) -> None:
    """Ask for no code any more."""
    person.code_secret = None
    theirs = delete(RecoveryCode).where(col(RecoveryCode.person_id) == number_of(person))
    session.connection().execute(theirs)
    session.flush()


def use_step(session: Session, person: Person, step: int) -> bool:
    """Take the code of a step, once: whether it and later ones were unused."""
    newer = update(Person).where(col(Person.id) == number_of(person), col(Person.code_step) < step)
    return bool(session.connection().execute(newer.values(code_step=step)).rowcount)


def use_recovery_code(session: Session, person: Person, code: str) -> bool:
    """Spend a recovery code; whether it was one."""
    one = delete(RecoveryCode).where(
        col(RecoveryCode.person_id) == number_of(person),
        col(RecoveryCode.code_hash) == hash_of(code),
    )
    return bool(session.connection().execute(one).rowcount)
