"""An account made by whoever has the database: the command line and the first start."""

from pydantic import TypeAdapter, ValidationError

from app.accounts.passwords import Passwords
from app.accounts.people import NewPerson, create_person
from app.accounts.principals import Role
from app.accounts.schemas import RegisterIn
from app.kit.errors import InvalidInput
from app.settings import Settings
from app.storage.database import Database

_REGISTER = TypeAdapter(RegisterIn)


async def create_user(settings: Settings, *, email: str, password: str, role: Role) -> None:
    """`auth:email_taken` where there is one; `api:invalid` for an address or a password nobody may have."""
    wanted = _checked(email, password)
    passwords = Passwords()
    database = Database(settings)
    try:
        password_hash = await passwords.hash(wanted.password.get_secret_value())
        async with database.unit_of_work() as session:
            await create_person(
                session, NewPerson(email=wanted.email, password_hash=password_hash, role=role)
            )
    finally:
        passwords.close()
        await database.close()


def _checked(email: str, password: str) -> RegisterIn:
    try:
        return _REGISTER.validate_python({"email": email, "password": password})
    except ValidationError as fault:
        fields = [
            {"path": str(error["loc"][0]), "code": error["type"], "message": error["msg"]}
            for error in fault.errors(include_input=False)
        ]
        raise InvalidInput("api:invalid", "Some fields are not right.", fields=fields) from None
