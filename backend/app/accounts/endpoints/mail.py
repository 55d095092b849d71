"""/mail: letters that no server has taken yet, for administrators."""

from uuid import UUID

from sqlalchemy import select

from app.accounts.audit import Change, record
from app.accounts.dependencies import Admin, ThisProcess, Work
from app.accounts.mail import link_of
from app.accounts.schemas import MailOut
from app.kit.api import ApiRouter
from app.kit.clock import now
from app.kit.errors import NotFound, Unavailable
from app.kit.pagination import Page, PageQuery
from app.kit.sealing import Sealer
from app.settings import Settings
from app.storage.models import OutgoingMail
from app.storage.repository import page_of

mail = ApiRouter(prefix="/mail", tags=["mail"])


@mail.get("")
async def list_mail(admin: Admin, work: Work, process: ThisProcess, page: PageQuery) -> Page[MailOut]:
    """What waits or was refused. Without SMTP_URL each has the link to hand on, to nobody but its person."""
    del admin
    waiting = select(OutgoingMail).where(OutgoingMail.expires_at > now())
    found, next_cursor = await page_of(work, waiting, OutgoingMail, page)
    items = [_shown(row, process.settings, process.sealer) for row in found]
    return Page(items=items, next_cursor=next_cursor)


@mail.delete("/{letter_id}", status_code=204)
async def drop_mail(letter_id: UUID, admin: Admin, work: Work) -> None:
    """Don't send it any more; a link that was handed on stays good for its time."""
    letter = await work.get(OutgoingMail, letter_id)
    if letter is None:
        raise NotFound("mail:not_found", "There is no such letter.")
    change = Change(
        action="mail.drop", subject_id=letter.id, actor_id=admin.person_id, before={"kind": letter.kind}
    )
    record(work, change)
    await work.delete(letter)


def _shown(row: OutgoingMail, settings: Settings, sealer: Sealer) -> MailOut:
    shown = MailOut.model_validate(row)
    if settings.smtp_url is not None or row.secret is None:
        return shown
    try:
        token = sealer.open(row.secret).decode()
    except Unavailable:  # sealed before the installation got another key: sent again it has a new link
        return shown
    return shown.model_copy(update={"link": link_of(row.kind, token, settings.own_address)})
