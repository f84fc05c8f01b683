"""The words that head the columns of lists of organisations and people, in simplified characters."""

import re
from collections.abc import Mapping

from disclosure.files.reading.cells import heading

SKIP = "skip"
SECRET = "secret"  # never read, never kept

LABELS: Mapping[str, str] = {
    "name": "党组织名称",
    "code": "代码",
    "short_name": "简称",
    "org_kind": "类型",
    "sector": "类别",
    "superior": "上级组织",
    "responsible_person": "第一责任人",
    "office_name": "党务公开办公室",
    "address": "地址",
    "supervision_phone": "监督电话",
    "mailbox": "电子信箱",
    "organization": "所在党组织",
    "department": "科室",
    "person": "姓名",
    "number": "工号",
    "phone": "手机号",
    "email": "邮箱",
    "kind": "身份",
    "role": "角色",
    "title": "职务",
    "from_on": "起",
    "until_on": "止",
    "audience": "特定对象",
    "body": "机构",
    "seat": "小组职务",
}
_WORDS: Mapping[str, str] = {
    "name": "党组织名称 组织名称 组织全称 全称 名称 单位名称 支部名称 党支部名称 机构名称 党组织全称",
    "code": "代码 组织代码 党组织代码 编码 组织编码 code",
    "short_name": "简称 组织简称 党组织简称",
    "org_kind": "类型 组织类型 党组织类型 组织类别",
    "sector": "类别 单位类别 单位性质 领域",
    "superior": "上级 上级组织 上级党组织 上级单位 隶属 隶属关系 隶属党组织 主管党组织 上级党组织名称",
    "responsible_person": "第一责任人 责任人 负责人",
    "office_name": "党务公开办公室 公开办公室 办事机构 领导小组办公室",
    "address": "地址 办公地址 单位地址 联系地址",
    "supervision_phone": "监督电话 办公电话 值班电话",
    "mailbox": "电子信箱 单位邮箱",
    "organization": (
        "党组织 所在党组织 所属党组织 党支部 所在支部 所在党支部 所属支部 所属党支部 支部 单位 所在单位 工作单位 组织 所在组织"
        " 组织关系所在党组织"
    ),
    "department": "科室 部门 所在科室 所在部门 处室 股室 责任科室 科室名称 部门名称 内设机构",
    "person": "姓名 党员姓名 人员姓名 名字 成员 成员姓名 name",
    "number": "工号 人员编号 职工号 员工号 人员代码 编号 职工编号 用户名",
    "phone": "手机 手机号 手机号码 移动电话 联系电话 电话 联系方式 电话号码",
    "email": "邮箱 电子邮箱 邮件 电子邮件",
    "kind": "身份 人员身份 人员类别 政治面貌 党员类别 是否党员",
    "role": "角色 门户角色 岗位角色 门户岗位 系统角色",
    "title": "职务 职务名称 党内职务 现任职务 职位",
    "from_on": "起 起期 任职起 任职时间 任职日期 任职起始 起始日期 开始日期 自何时 转入日期 到岗日期",
    "until_on": "止 止期 任职止 免职日 免职日期 截止日期 结束日期 转出日期",
    "audience": "特定对象 特定对象名称 名单 名单名称 对象",
    "body": "机构 机构类别",
    "seat": "小组职务 领导小组职务",
}
FIELD_OF: Mapping[str, str] = {word: name for name, words in _WORDS.items() for word in words.split()}
IGNORED = frozenset(
    [
        "序号",
        "序",
        "性别",
        "民族",
        "年龄",
        "籍贯",
        "出生年月",
        "出生日期",
        "出生地",
        "学历",
        "学位",
        "文化程度",
        "毕业院校",
        "专业",
        "入党时间",
        "入党日期",
        "入党年月",
        "转正时间",
        "转正日期",
        "参加工作时间",
        "党龄",
        "备注",
        "说明",
        "职级",
        "职称",
        "人数",
        "党员人数",
        "党员数",
        "家庭住址",
        "住址",
        "家庭地址",
        "现居住地",
        "户籍所在地",
        "婚姻状况",
        "健康状况",
        "no",
    ]
)
SECRETS = re.compile("身份证|证件号|公民身份|居民身份|银行卡|银行账号|工资卡|护照号|社保|密码|口令")
OPTIONS = ((SKIP, "不读这一列"), *LABELS.items())


def meaning_of(text: str) -> str | None:
    """A field, SKIP, SECRET; None for a heading that nobody understands."""
    title = heading(text)
    if SECRETS.search(title):
        return SECRET
    if title in FIELD_OF:
        return FIELD_OF[title]
    return SKIP if title in IGNORED else None
