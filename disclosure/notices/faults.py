"""Why a mail was not taken, in words for who looks after the portal. What the server said is not kept: it may name the address."""

from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.db.models import TextChoices


class Fault(TextChoices):
    REFUSED = "refused", "邮件服务器不收：没有这个邮箱，或者邮箱满了"
    ADDRESS = "address", "邮箱写得不对"
    SERVER = "server", "发信的邮件服务器没有应答，或者登录不了"
    OTHER = "other", "发信的邮件服务器没有收下"


OF_THE_ADDRESS = (Fault.REFUSED, Fault.ADDRESS)
MEND_ADDRESS = "向本人核对邮箱，在“人员”里改；不用邮箱的，把它清空。"
MEND_SERVER = "和这个人的邮箱无关：运行 manage.py doctor，看“发邮件”一项。"
REMEDIES = {
    **dict.fromkeys(OF_THE_ADDRESS, MEND_ADDRESS),
    Fault.SERVER: MEND_SERVER,
    Fault.OTHER: "看 DEFAULT_FROM_EMAIL 对不对；再看日志：journalctl -u portal-worker。",
}


def fault_of(error: Exception) -> Fault:
    if is_silence(error):
        return Fault.SERVER
    if isinstance(error, SMTPRecipientsRefused):
        return Fault.REFUSED
    return Fault.ADDRESS if isinstance(error, ValueError) else Fault.OTHER


def is_silence(error: Exception) -> bool:
    """No answer, or none to anybody; a server that refuses this one mail goes on to take others."""
    if isinstance(error, (SMTPConnectError, SMTPHeloError, SMTPAuthenticationError)):
        return True
    return isinstance(error, OSError) and not isinstance(error, (SMTPResponseException, SMTPRecipientsRefused))


def masked(address: str) -> str:
    """Enough for its owner to know it by: the first sign and what stands behind the @."""
    name, at, host = address.rpartition("@")
    return f"{(name or host)[:1]}***{at}{host if at else ''}"
