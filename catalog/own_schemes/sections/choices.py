"""Words of the document that are chosen, with what they are called on the pages."""

from catalog.directory.models import Catalogue
from catalog.schemes.choices import LimitKind, Scope
from disclosure.deadlines.rules import PERIOD_NAMES
from disclosure.organizations.models.directory import Organization

NONE = ("", "不指定")
SCOPES = tuple(Scope.choices)
KINDS = tuple(LimitKind.choices)
PERIODS = tuple(PERIOD_NAMES.items())
SECTORS = tuple((label, label) for label in Organization.Sector.labels)
APPLIES_TO = tuple(Catalogue.AppliesTo.choices)
SIDES = (("inside", "党内"), ("outside", "党外"), ("both", "党内党外都用"))
PORTALS = (
    ("", "不由本门户办（会议、公开栏等，办了再登记）"),
    ("site", "就是本门户的网站"),
    ("intranet", "就是本门户的内网页面"),
)
ROUTES = (("leader", "分管领导审批"), ("collective", "集体研究"), ("superior", "报上级审核"))
MATTERS = (("catalogue", "目录里的全部事项"), ("important", "重要事项"), ("off_catalogue", "目录外的事项"))
OWNERS = (NONE, ("department", "科室的事项"), ("branch", "本组织自己的事项"))
PEOPLE = (("proposer", "提出的人"), ("secrecy_reviewer", "保密审查的人"), ("approver", "审批的人"))
APPROVERS = (("organization", "本组织"), ("superior", "上级"), ("catalogue_owner", "制定目录的组织"))
PLANNERS = (("", "经办人"), ("leading_group", "党务公开领导小组"))
STARTS = (("receipt", "收到之日"), ("acceptance", "受理之日"))
APPLICANTS = (("member", "党员"), ("society", "群众"), ("organization", "党组织"))
REFUSALS = (
    ("explain", "向申请人说明情况"),
    ("explain_and_file", "向申请人说明情况，并报备案"),
    ("superior_decides", "书面写明理由，报上级审定，再把上级的意见告诉申请人"),
)
EXEMPTIONS = (("file_only", "本组织批准，按要求备案"), ("superior_decides", "本组织批准以后报上级审定"))
NARROWINGS = (
    ("exemption", "对没有公开到的人按不予公开办：写依据，另一个人批准，报备案"),
    ("superior", "报上级审定"),
    ("approver", "由批准的人凭理由定"),
)
POLICIES = (("", "没有写"), ("per_item", "逐项确定展示多久"), ("as_long_as_possible", "公开时间尽量长"))
PRESETS = (("scope", "公开范围"), ("forms", "公开形式"), ("limit", "公开时限"))
MAKERS = (
    ("issuer", "制定本方案的组织"),
    ("superior", "上级，对自己的下级"),
    ("called", "按名称认的一个组织（下面写名称）"),
)
WORD_FIELDS = (("limit", "公开时限"), ("scope", "公开范围"), ("forms", "公开形式"))
RESULTS_FOR = (("party", "本组织和下级的党员"), ("society", "社会"))
RECORD_READERS = (("head", "涉及组织的书记"), ("person", "本人"))
