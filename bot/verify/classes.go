package verify

import "slices"

// A class is what an operator does to the clause that it stands in.
type class uint8

// The classes of operator.
const (
	opProhibition class = iota + 1
	opExemption
	opObligation
	opAdvice
	opPermission
	opCall
	opAim
	opForecast
	opFuture
	opPrinciple
	opNegation
	opOnly
	opContrast
	opFrequency
	opAll
	opSome
	opPilot
	opNationwide
	opDraft
	opFinal
	opBinding
	opEnded
	opAnyway
)

// A classWord is a class with its words in both languages.
type classWord struct {
	class  class
	family string // the first word of the reason when it differs
	name   string
	kept   bool // a claim must keep it, and may not only not add it
	words  pattern
}

// masked are words that look like operators and are none, bounds of
// figures, which package quantity reads.
var masked = newPattern(`(?i)\b(?:(?:is|are|was|were|be|been|being|forms?|as) (?:a |one )?|one |a )part of\b|\bin part of\b|\bnot (?:be |been )?(?:confined|limited|restricted) to\b|\bnot (?:\w+ ){0,6}alone\b|\babove all\b|\bsome[.,;]|\bwhat [a-z ]{1,30} can\b|\ball along\b|\bat all\b|\bfall(?:s|ing)? (?:within|under|into)\b|\b(?:make|makes|making|made|give|gives|gave|get|gets) good use\b|\b(?:did|does|do|had|have) not (?:yet )?exist(?:ed)? (?:before|until then)\b|\bnot until\b|\bif not\b|\bthe most\b|\bonly (?:about |some |around )?[\d.]+ ?(?:%|per ?cent)|\bonly (?:recently|just|begun)\b|\b(?:objective|target) of\b|\bplan(?:s|ned)? (?:of|for)\b|\b(?:no|not) (?:more|less|fewer|later|earlier|higher|lower|greater|longer) than\b|\b(?:not|never) (?:to )?exceed(?:s|ing)?\b|\bnot (?:only|just|merely)\b|\bno doubt\b|\beach other\b|\b(?:for|to|of|with) all (?:this|that|these|those)\b|\bfirst of all\b|\bnot (?:the |its |their |an? )?(?:only|sole)\b|\bno [a-z ]{1,60}(?:may|can|shall|must|will|could) exceed\b|\bno\. ?\d` +
	`|\bcan (?:be|say|not only)\b ?only|\bfree trade pilot zones?\b|\bpilot free trade zones?\b|\bfive-year plans?\b|\baction plans?\b|\ball[- ](?:round|day|time|year)\b|\bover ?all\b|\bafter all\b|\bup to\b|\b(?:set|sets|setting|open\w*|mak\w+|made|tak\w+|took|build\w*|back\w*) up\b|\bfinal(?:ly| consumption)\b` +
	`|只有?(?:约|大约)?(?:百分|[\d.]+%)|不(?:只|仅|单|光)是?|不止|的一部分|组成部分|的部分|不一样|不到[一二三四五六七八九十百千万\d]|(?:与|同|和|跟)否|可(?:查|见|谓|追溯)|可以追溯|对应|应对|目标(?:年|期)|全球|全部门|差不多|不妨|不禁|不乏|不久|无论|不论|无一|是不是|不外|不过|不再是|只写明|仅写明|仅注明|只注明|只说|(?:社|协|全|两|大|学|员|工|展|年|议|党)会|因地制宜|层出不穷|源源不断|不遗余力|必不可少|不胜枚举|不言而喻|有没有|能不能|[只仅](?:谈|写|说|讲|提|列|给|注|标)|离不开|少不了|缺一不可|不(?:限于|局限于)|不(?:超过|高于|多于|大于|少于|低于|小于|断|仅|但|少|同|动产|平衡|过|论|管|只|单|锈钢|久|良|足|懈|折不扣|忘|惧)|不得(?:超过|高于|多于|少于|低于|超出)|是否|能否|可否|许可证?|认可|能(?:源|力|耗|级|量|效|见度|人)|[智功性节产动势技潜职才核电光热储机效赋]能|需求|所需|急需|内需|便宜|适宜|事宜|宜居|宜业|没收|只要|只是|组成部分|专门委员会|模拟|虚拟|不可或缺|无(?:人机|人驾驶|人|线|障碍|形|论|偿|害化|害|缝|疑|锡)|非(?:常|洲|遗|法|公有|国有|金融)|南非|未来|未成年` +
	`|(?:必|毫)不(?:可少|动摇)|坚定不移|源源不断|自由贸易试验区|自贸试验区|五年规划|行动计划|年度计划|专项计划|发展计划|计划单列|[该本此]计划|这[一项个]{1,2}计划|将[^，。；]{1,20}(?:作为|列为|列入|视为|定为|纳入|归入|当作|称为|写入)|要素|可(?:持续|再生|靠|行|见|信|观)|应(?:用|急|对|届)|适应|相应|响应|效应|供应|反应|将(?:军|近|来)|全国(?:人大|人民代表大会|政协)|全部门|各(?:类|种|项)|` + maskedHan)

// classWords in the order in which they are looked for: what one has matched,
// the next does not see. "May not" is a prohibition and neither a permission
// nor a negation.
var classWords = []classWord{
	{opAnyway, "scope", "in any case", false, newPattern(`(?i)\bregardless\b|\birrespective\b|\bwhatever\b|\bwhichever\b|\bno matter\b|\bwhether or not\b|\bof any (?:\w+ ){0,2}(?:size|kind|sort|type|age|sector|industry|origin)\b|\bof (?:all|every) (?:size|kind|sort|type|age)s?\b`)},
	{opExemption, "modality", "an exemption", true, newPattern(`(?i)\bno longer (?:have|has|need|needs|required|obliged|necessary|mandatory|compulsory)\b|\bunnecessary\b|\bexempt(?:s|ed|ing|ion|ions)?\b|\bwaiv(?:e|es|ed|er|ers)\b|\b(?:is|are|was|were|been) (?:relieved|spared|freed) (?:of|from)\b`)},
	{opNegation, "negation", "a negation", true, newPattern(`(?i)\bcannot be (?:learn|found|known|read|inferred|told|gathered|seen|deduced|established|determined)\w*|\bnowhere\b|\bnothing\b|\bun(?:listed|quantified|detailed|described|explained|identified|published|changed|named|stated|said|specified|known|mentioned|disclosed|clear|answered|reported|announced|dated)\b|\b(?:leave|leaves|left|leaving) (?:it |this |that |the \w+ )?(?:out|open|unsaid)\b|\bomit(?:s|ted|ting)?\b|\bsilent\b|\bsilence\b|\bmissing\b|\babsent\b|\babsence\b|\bno longer\b|\bnot (?:yet )?(?:been )?announced\b|找不到|看不到|查不到|看不出|无从|只字未提|未知|不详|不明|不得而知|缺乏|只是推断`)},
	{opNegation, "negation", "a negation", true, newPattern(`不[能可](?:与[^，。；]{1,12})?(?:画等号|划等号|等同|混为一谈|相提并论)|谈不上|算不上`)},
	{opProhibition, "negation", "a prohibition", true, newPattern(`(?i)\b(?:may|must|shall|can) not\b|\bcannot\b|\bcan't\b|\bmustn't\b|\bnot (?:be |been )?(?:allowed|permitted|permit|allow|authorized|authorised)\b|\bprohibit\w*|\bforbid\w*|\bforbade\b|\bbann?(?:ed|ing|s)?\b|\bban on\b|\b(?:no|none|nobody|neither)\b[^,.;]{0,60}?\b(?:may|shall|must|can)\b|不得|禁止|严禁|不能|不可|不允许|不准|不许|切勿`)},
	{opNegation, "negation", "a negation", false, newPattern(`(?i)\bdistinct\b|\bdiffer(?:s|ent)?\b|不同|有别|不一样|各异`)},
	{opExemption, "modality", "an exemption", true, newPattern(`(?i)\bneed(?:s)? not\b|\bnot (?:be )?(?:required|obliged|need|have to)\b|\bneed not\b|\bexempt(?:s|ed|ion)? from\b|无需|无须|不必|不要求|不用|免于|不需要?|毋须`)},
	{opObligation, "modality", "an obligation", true, newPattern(`(?i)\bshall\b|\bmust\b|\b(?:is|are|was|were|be|been|being) (?:required|obliged|obligated) to\b|\brequir(?:e|es|ed|ing)\b|\b(?:have|has|had) to\b|\bneeds? to\b|\bmandatory\b|\bmandat(?:e|es|ed)\b|\bcompulsory\b|\bobligatory\b|必须|应当|应该|须|务必|要求|应|强制|需要?|必将|必定|一定要`)},
	{opObligation, "modality", "an obligation", false, newPattern(`提出，?要|(?:至少|最少|起码|都|均|则|前|内|后|每\p{Han}{1,3})要|[，、；]要|也要|还要|又要|就要|都要`)},
	{opObligation, "modality", "an obligation", false, newPattern(`(?:^|[^主重必首不只需纲概次紧想须还])要(?:[为向对在把将由从按]|加强|加快|结合|坚持|推动|推进|完善|建立|健全|严格|积极|进一步|做好|落实|强化|深化)`)},
	{opExemption, "modality", "an exemption", false, newPattern(`免[收征缴交除税费]|豁免`)},
	{opObligation, "modality", "an obligation", false, newPattern(`(?i)\bdemands? for\b|\bneed(?:s|ed)?\b|\brequirements?\b|\bdut(?:y|ies)\b|\bobligations?\b|\bconditions? (?:for|of)\b`)},
	{opAdvice, "modality", "a recommendation", false, newPattern(`(?i)\bsupport(?:s|ed|ing)?\b|\bpromot\w+|\bfoster\w*|支持|扶持|赞成`)},
	{opPermission, "modality", "a permission", false, newPattern(`(?i)\bavailable\b|\beligible\b|\bentitled\b|\bqualif\w+|\blets?\b|\benabl\w+|\bmak\w+ (?:it )?possible\b`)},
	{opAim, "modality", "an aim", false, newPattern(`(?i)\bpurposes?\b|\bmissions?\b|\btasks?\b|\bin order to\b|\bso as to\b|\bwith a view to\b|目的|宗旨|初衷|使命|任务|为了|以便`)},
	{opAim, "modality", "an aim", false, newPattern(`以期|为给|好让`)},
	{opAim, "modality", "an aim", true, newPattern(`准备|设想|构想|意图|致力于|志在|愿景`)},
	{opForecast, "modality", "a forecast", true, newPattern(`可望|预言|料想|料会`)},
	{opCall, "modality", "a call", true, newPattern(`(?i)\bcall(?:s|ed|ing)? (?:on|for)\b|\bask(?:s|ed|ing)? (?:for|that)\b|\bdemand(?:s|ed|ing)?\b|\bwant(?:s|ed|ing)?\b|\bdesir(?:e|es|ed)\b|\bwish(?:es|ed)?\b|\bpropos(?:es|al to|ed to|e that|es that)\b|\bsuggest(?:s|ed)? that\b|\badvocat(?:e|es|ed|ing)\b|\bfavou?r(?:s|ed)\b|\bwould (?:like|have)\b|\bpress(?:es|ed)? for\b|\bin favou?r of\b|主张|呼吁|倡议|号召|提出推|希望|想要?|盼望|期望|期待`)},
	{opAdvice, "modality", "a recommendation", true, newPattern(`(?i)\bshould\b|\bought to\b|\bencourag\w+|\brecommend\w*|\badvis(?:e|es|ed|able)\b|\burg(?:e|es|ed|ing)\b|鼓励|宜|建议|提倡|引导|倡导|推荐`)},
	{opAim, "modality", "an aim", true, newPattern(`(?i)\baim(?:s|ed|ing)?\b|\bplan(?:s|ned|ning)? to\b|\b(?:is|are|was|were|been|being) planned\b|\bseek(?:s|ing)?\b|\bsought\b|\bintend(?:s|ed)?\b|\bstriv(?:e|es|ing)\b|\btr(?:y|ies|ied|ying) to\b|\bhop(?:e|es|ed|ing) (?:to|for|that)\b|\bmeant (?:to|for|as)\b|\bsupposed to\b|\b(?:is|are) to (?:be|become)\b|\bare to\b|\bdesigned to\b|\bambition\w*|\bintent\w*|\btarget(?:s|ed|ing)?\b|\b(?:goal|objective)s?\b|力争|力求|力图|旨在|计划|目标|用意|拟|争取|努力|谋求|追求|寻求|意在|有意|打算`)},
	{opForecast, "modality", "a forecast", true, newPattern(`(?i)\bexpect(?:s|ed|ing)?\b|\bforecasts?\b|\bpredict(?:s|ed)?\b|\bproject(?:ed|s to|ion|ions)\b|\bestimat(?:e|es|ed)\b|\banticipat(?:e|es|ed)\b|\blikely\b|\bprobab(?:le|ly)\b|\boutlook\b|\bfore(?:see|sees|seen|saw)\b|\bputs? [a-z ]{1,40} at \d|\bassum\w+|预计|预测|预期|有望|估计|料将|预估|推算`)},
	{opPermission, "modality", "a permission", true, newPattern(`\b(?:may|can|could|might|Can|Could)\b|(?i:\b(?:is|are|be|was|were|been) (?:allowed|permitted|entitled|authorized|authorised|eligible|able) to\b|\ballow(?:s|ed|ing)?\b|\bpermit(?:ted|ting)\b)|\bpossibl[ey]\b|\bperhaps\b|可能|或许|也许|或将|可以|可|允许|准许|能够|能|有权`)},
	{opFuture, "modality", "something to come", true, newPattern(`(?i)\bwill\b|\bgoing to\b|\b(?:is|are) (?:set|about|due) to\b|\byet to\b|将要|即将|(?:^|[^得当须要以能可应])将`)},
	{opFuture, "modality", "something to come", false, newPattern(`\bwould\b`)},
	{opFuture, "modality", "something to come", false, newPattern(`会[^议上见员同计所场展费期长谈话客晤签址合商典\P{Han}]`)},
	{opFuture, "modality", "something to come", false, newPattern(`另行`)},
	{opPrinciple, "modality", "a principle", true, newPattern(`(?i)\bin principle\b|\bgenerally\b|\bas a rule\b|\bnormally\b|\busually\b|原则上|原则性?(?:同意|通过|批准)|一般|通常`)},
	{opNegation, "negation", "a negation", true, newPattern(`(?i)\bnot\b|n['’]t\b|\bno\b|\bnever\b|\bneither\b|\bnor\b|\bwithout\b|\bnone\b|\bnobody\b|\bfail(?:s|ed)? to\b|\brather than\b|\binstead of\b|\bexcept(?:ing|ion|ions)?\b|\bunless\b|\bexclud(?:e|es|ed|ing)\b|\bother than\b|\black(?:s|ed|ing)?\b|\brefus(?:e|es|ed)\b|\breject(?:s|ed)?\b|\bhardly\b|\bstop(?:s|ped)? \w+ing\b|\bceas(?:e|es|ed|ing)\b|\bdiscontinu\w+|得不到|而不是|没有|不再|尚未|并非|除外|而非|不|未|无|非|没|勿`)},
	{opOnly, "scope", "a limit (only)", false, newPattern(`(?i)\bonly\b|\bsolely\b|\bexclusively\b|\bmerely\b|\balone\b|\bsole\b|\bunique(?:ly)?\b|\b(?:confined|limited|restricted) to\b|仅限?|限于|局限于|只有|只|唯一|专门`)},
	{opContrast, "scope", "a contrast", false, newPattern(`(?i)\bunlike\b|\bcontrary to\b|\bin contrast\b|\bas opposed to\b|\bas against\b|\boutside (?:of |the )?[a-z]+ (?:new area|zone|area|city|province)\b|区外|境外|相反|独有|独家|所独`)},
	{opFrequency, "scope", "how often", false, newPattern(`(?i)\btwice\b|\bthrice\b|\b(?:semi|bi)-?annual\w*|\bbiennial\w*|\bquarterly\b|\bmonthly\b|\bweekly\b|\bdaily\b|\bhalf-yearly\b|\bevery (?:other|two|three|four|five|six|ten|second) \w+|两次|三次|每月|每季|每周|每天|每日|每[两三四五六十]年|[两三四五六十]年一[度次]|半年`)},
	{opAll, "scope", "all", false, newPattern(`(?i)\ball\b|\bevery\b|\beach\b|\bentire(?:ly)?\b|\bwhole\b|\balways\b|\bfully\b|\bcompletely\b|\bwholly\b|全部|所有|一切|每个|每家|每一|任何|凡|全体|一律|全都|全数|全面|完全|统一|任一|各(?:省|地|市|级|部门|区|国)`)},
	{opSome, "scope", "a part", true, newPattern(`(?i)\bsome\b|\bpart(?:ly|ially)\b|\bpart of the\b|\bin part\b|\bseveral\b|\bselected\b|\bcertain\b|\bmost of\b|\bmost \w+s\b|\ba few\b|\bfew\b|\bmajority\b|部分|一些|有的|有些|个别|若干|少数|多数|某些`)},
	{opPilot, "scope", "a pilot", true, newPattern(`(?i)\bpilot(?:s|ed|ing)?\b|\btrial(?:s|led)?\b|\bexperimental(?:ly)?\b|试点|试行|试验|先行先试`)},
	{opNationwide, "scope", "the whole country", false, newPattern(`(?i)\bnation-?wide\b|\bnationally\b|\bacross (?:the (?:country|nation)|china)\b|\bcountrywide\b|\bworldwide\b|\bglobally\b|全国|举国|全球|各省`)},
	{opDraft, "draft", "a draft", true, newPattern(`(?i)\bdrafts?\b|\bproposed\b|\bproposals?\b|\bconsultation (?:draft|paper|document)\b|\bfor comments?\b|草案|征求意见|意见稿|拟议|送审稿|建议稿|讨论稿`)},
	{opFinal, "draft", "a final text", false, newPattern(`(?i)\badopted\b|\benacted\b|\bin force\b|\binto force\b|\b(?:takes?|took|taken) effect\b|\bfinali[sz]ed\b|\bfinal\b|\bpromulgated\b|\bapproved\b|\bbinding\b|\bthe (?:law|act|regulation) (?:requires|obliges|prohibits|provides|says|states|allows)\b|生效|施行|正式|颁布|已实施|已通过|获通过|该法|本法|法律规定|法律要求`)},
	{opBinding, "draft", "a binding text", false, newPattern(`(?i)\bbinding\b|\b(?:a|an|by|in|national|state) (?:\w+ )?(?:law|statute|decree|regulation|treaty)\b|\blegal(?:ly)?\b|\bcommit(?:ted|ment|ments|s)\b|\bpromis(?:e|es|ed)\b|\bguarantee[sd]?\b|\bpledg(?:e|es|ed)\b|\bofficial (?:wording|policy|commitment|position|decision|measure|announcement|statistic|figure)s?\b|\bpermanent(?:ly)?\b|有约束力|约束性|法规|法律|法定|条例|承诺|保证|官方(?:定论|承诺|规定|立场|决定|结论|统计)|长期有效|永久`)},
	{opEnded, "draft", "an end", false, newPattern(`(?i)\bwithdr[ae]wn?\b|\bwithdrew\b|\brepeal\w*|\brevok\w+|\brescind\w*|\babolish\w*|\bexpired\b|\blapsed\b|\bsuperseded?\b|\breplac(?:ed|es)\b|\bsuspend(?:ed|s)?\b|\bcancel\w*|\bscrapped\b|\babandon\w*|\bno longer (?:in force|valid|apply|applies)\b|\bamended\b|\bcome to an end\b|废止|失效|撤回|撤销|取消|作废|已过期|过期|已到期|被取代|取代|替代|暂停|中止|叫停|终止`)},
}

func wordsOf(c class) pattern {
	i := slices.IndexFunc(classWords, func(w classWord) bool { return w.class == c })
	return classWords[i].words
}

// maskedHan are words of Chinese that look like operators and are none: bounds,
// double negations, what cannot be done without, and parts of other words.
const maskedHan = `不[会能可]?(?:再)?(?:超过|高于|多于|大于|少于|低于|小于|超出)|不及[^时格物]|不亚于|并非没有|不是没有|并非无|无不|不无|不[多大高低小长短难易]` +
	`|(?:其余|其他|其它|剩余|余下|剩下|超出|超过|不足|多出)的?部分|过期不|逾期不|没有[^，。；]{1,14}，?就(?:谈不上|无法|不能|不可能|没有|无从)|(?:必须|需要?|还?要)(?:依靠|依赖|靠)|健全|安全|保全|齐全|思想|理想|联想|猜想|感想|(?:公告|通知|意见|办法|明确|决定)，?将|按照?[^，。；]{0,14}(?:要求|目标)|[这那几每]只|试验区|批不批|会不会|要不要|可不可|可以?(?:获得|获|享受|领取|得到)|非(?:物质|遗|营利|居民|农)`
