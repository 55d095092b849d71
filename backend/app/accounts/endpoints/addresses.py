"""/auth/verify and /auth/email: whose address it is."""

from app.accounts.addresses import ask_for_address, resend_verification, verify_address
from app.accounts.dependencies import AccountOwner, ClientAddress, ThisProcess
from app.accounts.schemas import EmailIn, VerifyIn
from app.kit.api import ApiRouter, errors

addresses = ApiRouter(prefix="/auth", tags=["auth"])


@addresses.post("/verify", status_code=204, responses=errors(409, 429))
async def verify(body: VerifyIn, address: ClientAddress, process: ThisProcess) -> None:
    """Prove an e-mail address with the token of a link; a changed address takes effect."""
    await verify_address(process, body.token, address)


@addresses.post("/verify/resend", status_code=202, responses=errors(409, 429))
async def resend_link(person: AccountOwner, process: ThisProcess) -> None:
    """Have the link sent again."""
    await resend_verification(process, person)


@addresses.post("/email", status_code=202, responses=errors(429))
async def change_email(body: EmailIn, person: AccountOwner, process: ThisProcess) -> None:
    """Ask for another e-mail address; it takes effect when the link sent there is used."""
    await ask_for_address(process, person, body)
