"""What a person's name looks like, and what stands where one is asked for without being one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from scoring.personal.plain import HAN

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍"
    "韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单"
    "包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商"
    "蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺洛扎格次达索"
    "尼丹旦普边拉仁强巴央云朗占阿热依买努库艾吐玉古麦帕祖卡肖付闫代鲜骆裘麻凤芮鹿亓逯况寇浦厉丰尚敬闻粟昌班衡晁桓帅宣仝荀茹阚訾"
    "楼苍郗庹禹")
_DOUBLE = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|"
    "公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|"
    "长孙|宇文|司徒|鲜于|司空|令狐|百里|呼延|东郭|南门|西门|第五")
_GAP = "[ \t]?"
_DOTTED = rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,4}}"
_PLAIN = rf"[{HAN}](?:{_GAP}[{HAN}]){{1,3}}"
SURNAMED = (rf"(?:(?:{_DOUBLE})(?P<g>[ \t]{{0,3}})[{HAN}](?:(?P=g)[{HAN}])?"
             rf"|[{_SURNAMES}](?P<h>[ \t]{{0,3}})[{HAN}](?:(?P=h)[{HAN}])?)")
_BY_SOUND = (
    "[阿依古丽扎西次仁卓玛多吉旺堆措德央金拉姆尼达娃普布米买提吐尔逊江木热克孜巴桑顿珠格边洛松罗丹增贡嘎索朗曲杰才让加尕藏旦白赛麦海"
    "帕努库班艾合莫哈萨迪力娜肉塔]{4,8}")
"""Tibetan and Uyghur names, which have no surname."""
_LATIN = r"[A-Z][A-Za-z'-]{1,15}(?: [A-Z][A-Za-z'-]{1,15}){1,3}"
TITLE = (r"(?:同志|先生|女士|老师|主任|科长|局长|处长|股长|会计|书记|经理|校长|院长|所长|站长|主席|部长|镇长|"
          r"乡长|村长|组长|队长|园长|厂长|工程师|教授|医生|等)")
_NEXT = (rf"(?=$|[^{HAN}A-Za-z]|{TITLE}|联系|电话|手机|填报|填表|制表|审核|复核|经办|负责|单位|日期|职务|身份证|账号|卡号|银行|"
         r"微信|邮箱|性别|年龄|家庭|住址|开户|传真|编制|校对|审批|签字|和|与|及)")
_ONE = {True: rf"{_DOTTED}{_NEXT}|{SURNAMED}{_NEXT}|{_PLAIN}{_NEXT}|{_LATIN}",
        False: rf"{_DOTTED}{_NEXT}|{SURNAMED}{_NEXT}|{_BY_SOUND}{_NEXT}"}
_IN_OFFICE = (rf"[{HAN}]{{1,10}}(?:科|室|股|局|处|办|部|院|站|所|长|任|师|记|理|授|中心)"
    rf"[ :/、,-]{{0,2}}(?P<name>{SURNAMED}){_NEXT}")
"""财务科张三, 办公室主任：李四"""
_COVERED = rf"[{HAN}][ ]?[×*某xX○]{{1,3}}(?![{HAN}])"
_WHOLE_LONG = rf"[{HAN}]{{5,7}}"
_OPENING = re.compile(r"(?:[ \t\n]*\d[\d -]{5,18}\d(?=[ \t\n,、，/(]))?"
                      r"[ \t\n_,、，/]*[(\[【<《\"“'‘]?[ \t\n]*")
_BETWEEN = re.compile(
    rf"(?:{TITLE})?[ \t\n]*(?:\([^()\n]{{0,20}}\)|\d[\d -]{{5,18}}\d)?[ \t\n]*"
    r"(?:[、，,/\\;；|和与及&+])?[ \t\n]*")
_OFFICE = r"(?:科|室|股|局|处|办|院|站|所|厅|镇|乡|县|市|省|区|队|社|公司|中心|街道|[大中小]学)$"
_DEPARTMENT = r"(?:室|股|局|处|办|院|站|所|厅|镇|乡|县|市|省|区|队|公司|中心|街道|[大中小]学)$"
"""Without 科 and 社, which names end in too: 李文科, 张建社."""
_NO_SURNAMED = (rf"签|盖章|某|电话|日期|单位|项目|资金|预算|绩效|^(?:时[间效限]|程[序度]|方[便案式法面]|"
    r"高[效度标低]|安[全排置装]|严[格重]|常[态年规]|"
    r"全[部年县市区面体程省员]|金[额融]|计[划算提]|应[当该对急]|明[显确细]|保[障证护持]|和谐|包[括含]|关[于注]|"
    r"向[上下]|江[苏西]|云南|文[化件字号]|路[面线]|房[屋产]|车[辆间]|花卉|古[迹镇村]|原[因则]|都[是有]|解决|强[化制]|边境|游客|"
    r"任[务何]|于是|白天|温度|水[利务平]|沙石|石[油材]|林[业地草]|牛羊|马上|万[元亩户]|司法|连续|次[数要]|达[到标成产]|格式|"
    r"齐[全备心]|付[款出费清讫]|尚[未无需可在]|麻醉|楼[房道层宇]|"
    r"衡量|厉行|况且|占[比地]|普[通查及遍]|玉米|努力|依[据法托]|热[线爱]|卡片|平[均台稳方]|相关|经[济费]|支[出付]|宣传|查[看询]|"
    r"景[区点]|苗[木圃]|沟通|简[单介化要易]|祖国|通[过知]|同[比上左意]|章程|左右|拉动|买断|充[分足]|"
    r"关[系键闭]|位[于置]|解[释除答]|申请|季[度节]|周[期边]|管[理道辖制控]|施[工行加]|揭[示发]|范围|费用|毕业|符合|尤其|许[多可]|来[自源]|"
    r"(?:时[候期代机段常]|成[为绩熟分型交品]|方[向位略针]|应[用付收得聘变]|植[物被树]|高[级速度等中校]|强[调烈度]|常[务见设]|文[章物献本]|"
    r"原[来始料件文]|全[国过民党文套]|任[期职命用]|占[用有据]|保[险留存管养密]|查[阅找验]|单[位独项一价]|商[品业务场]|官[员方]|封[闭存]|"
    r"代[表码理建办发缴扣管征收为]|丰[富收产]|敬[老业]|班[子级组]|车间|鲜[明活花]|高新|成[立果效本功员]|党[员委建支政组]|党小组?|"
    r"库存|余[额款]|万[人余]|冷[链冻]|庄稼|田地|麻烦|乐园|银行|卫生|曾经|连接|焦点|宣[布告]|党[内派费章校])[性化率费制法了部]?$|"
    r"(?:计[财生统]|党[政建群]|安监|文[教体旅]|房管|林政|经[管贸]|车管|高[教新]|路[政灯]|水[电政])科$)"
    rf"|[{HAN}].{_DEPARTMENT}|[{HAN}]家[村坝寨湾沟庄坪院桥堰冲屯店铺营]$|^[{HAN}]+(?:公司|集团|中心|街道)$")
_NO_NAME = (r"日期|时间|电话|手机|单位|[签章无略某未空待暂缺]|另[行定附]|不详|详见|从略|意见|备注|负责|审核|复核|填报|填表|"
    r"职务|职称|领导|姓名|身份|号码|同上|同左|见附|"
    r"附件|附表|联系|地址|邮箱|部门|公章|盖|年|月|人员|编制|完成|及时|达到|达标|合格|全部|公开|良好|优秀|满意|提高|提升|有效|"
    r"安全|高效|明显|方便|严格|显著|长期|常态|充分|规范|健全|正常|按时|按期|落实|到位|建立|开展|不|是否|已|每|各|"
    r"项目|资金|预算|绩效|指标|管理|工作|服务|培训|监督|设施|建设|工程|金额|数量|质量|合计|总计|小计|核算|说明|"
    r"属实|同意|通过|核实|财务|办公|审计|后勤|工会|纪检|人事|综合|会计|出纳|"
    r"内容|名称|序号|编码|代码|账号|户名|开户|银行|性别|年龄|学历|地点|要求|情况|措施|原因|结果|制度|标准|资料|材料|"
    r"(?:组|校|村|司|集团|委|会|园|厂|店|行|馆|政府|党组|支部|班子|机构|家|类|型|性|率|度|表|册|证|岗|[上下本全])$|" + _OFFICE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first asked for: most forms ask for no name, and these take long."""
    return re.compile(pattern)


def names_at(text: str, start: int, end: int, *, sure: bool) -> Iterator[tuple[int, int]]:
    """The names that stand in a row behind a label: 张三、李四 王五. ``sure``: where the label
    leaves no doubt, the first and each one after a comma may begin as no surname does."""
    at = _skip(_OPENING, text, start, end)
    titled = _compiled(_IN_OFFICE).match(text, at, end)
    if titled is not None and is_name(titled["name"]):
        yield titled.span("name")
        at = _skip(_BETWEEN, text, titled.end("name"), end)
    while at < end:
        listed = at == start or not text[at - 1].isspace() or text[start:at].isspace()
        if (covered := _compiled(_COVERED).match(text, at, end)) is not None:
            at = _skip(_BETWEEN, text, covered.end(), end)
            continue
        match = _compiled(_ONE[sure and listed]).match(text, at, end)
        if match is None or not is_name(match[0]):
            return
        yield match.span()
        at = _skip(_BETWEEN, text, match.end(), end)


def whole_name(text: str, *, sure: bool) -> bool:
    """Whether a text is nothing but names.

    >>> whole_name("张三", sure=False), whole_name("及时", sure=True), whole_name("财务科", sure=True)
    (True, False, False)
    """
    short = text.strip()
    if sure and _compiled(_WHOLE_LONG).fullmatch(short) and not _compiled(_NO_NAME).search(short):
        return True
    found = list(names_at(short, 0, len(short), sure=sure))
    return bool(found) and not short[found[-1][1] :].strip(" ()（）、,，/")


def is_name(text: str) -> bool:
    """Whether a text of Chinese characters can be a name."""
    short = "".join(text.split())
    if _compiled(SURNAMED).fullmatch(short):
        return _compiled(_NO_SURNAMED).search(short) is None
    return "·" in short or _compiled(_NO_NAME).search(short) is None


def _skip(what: re.Pattern[str], text: str, at: int, end: int) -> int:
    match = what.match(text, at, end)
    return match.end() if match is not None else at
