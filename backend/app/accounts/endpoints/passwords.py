"""/auth/password: forgotten, chosen anew, changed."""

from app.accounts.dependencies import AccountOwner, ClientAddress, ThisProcess
from app.accounts.recovery import change_password, forget_password, reset_password
from app.accounts.schemas import ForgotIn, PasswordIn, ResetIn
from app.kit.api import ApiRouter, errors

passwords = ApiRouter(prefix="/auth/password", tags=["auth"])


@passwords.post("/forgot", status_code=202, responses=errors(429))
async def forgot(body: ForgotIn, address: ClientAddress, process: ThisProcess) -> None:
    """Ask for a link by mail. The answer is the same, in the same time, whether there is such an account."""
    await forget_password(process, body.email, address)


@passwords.post("/reset", status_code=204, responses=errors(429))
async def reset(body: ResetIn, address: ClientAddress, process: ThisProcess) -> None:
    """Choose a new password with the token of such a link. Every sign-in, access token and socket ends."""
    await reset_password(process, body, address)


@passwords.post("", status_code=204, responses=errors(409, 429))
async def replace_password(body: PasswordIn, person: AccountOwner, process: ThisProcess) -> None:
    """Change one's own password. Every other sign-in ends, with its sockets; access tokens stay."""
    await change_password(process, person, body)
