"""The kinds of findings: how they are called, what each of them holds up, and what to do about it."""

IDENTITY_NUMBER = "identity_number"
BANK_CARD = "bank_card"
MOBILE_PHONE = "mobile_phone"
HOME_PHONE = "home_phone"
HOME_ADDRESS = "home_address"
SECRECY_MARK = "secrecy_mark"
TOO_MANY = "too_many"
LANDLINE = "landline"
AUTHOR = "author"
PHOTO_PLACE = "photo_place"
UNREAD = "unread"

LABELS = {
    IDENTITY_NUMBER: "身份证号",
    BANK_CARD: "银行卡号",
    MOBILE_PHONE: "手机号",
    HOME_PHONE: "家庭电话",
    HOME_ADDRESS: "家庭住址",
    SECRECY_MARK: "涉密或内部标志",
    TOO_MANY: "很多个人信息",
    LANDLINE: "座机号码",
    AUTHOR: "文档属性里的人名",
    PHOTO_PLACE: "拍照地点",
    UNREAD: "没有查到文字的部分",
}
# From the first step on nothing goes forward with these.
BLOCKS_SUBMISSION = frozenset({IDENTITY_NUMBER, BANK_CARD, SECRECY_MARK, TOO_MANY})
BLOCKS_PUBLICATION = BLOCKS_SUBMISSION | {MOBILE_PHONE, HOME_PHONE, HOME_ADDRESS}
# What the person looks at again; it holds nothing up.
HINTS = frozenset(LABELS) - BLOCKS_PUBLICATION
# A mark is not masked: either the document may not be disclosed or the mark no longer belongs on it.
MASKABLE = BLOCKS_PUBLICATION - {SECRECY_MARK, TOO_MANY}
CLEARABLE = BLOCKS_PUBLICATION - {TOO_MANY}
# What the secrecy reviewer alone may let stand with the check itself; the rest needs a waiver of its own.
LET_STAND_BY_CHECK = frozenset({MOBILE_PHONE, HOME_PHONE, HOME_ADDRESS})
