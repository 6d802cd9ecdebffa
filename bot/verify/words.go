package verify

import (
	"regexp"
	"strings"

	"footnote/retrieval/analysis"
)

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

// A pair is two directions of which a claim may not turn one into the other.
type pair struct {
	one, other pattern
	strict     bool // the direction must be in the source
}

func opposite(strict bool, one, other string) pair {
	return pair{newPattern(`(?i)` + one), newPattern(`(?i)` + other), strict}
}

// comparedPair is the index of "above" and "below" among the pairs.
const comparedPair = 1

var pairs = []pair{
	opposite(false, `\b(?:larger|bigger|dearer)\b|\b(?:increas|ris(?:e|es|en|ing)\b|rose\b|grow|grew\b|gain|expan(?:d|s)|climb|surg(?:e|ed)|jump|rais(?:e|ed|es|ing)\b|lift(?:s|ed)|(?:go|goes|going|went|gone) up\b|up (?:by|from|\d|about|around|more)|higher|double|accelerat|improv)|增长|增加|上升|提高|扩大|上调|攀升|升至|升到|回升|增至|提升|上涨|加快|增多|走高|升温|抬升`,
		`\b(?:smaller|less expensive)\b|\b(?:decreas|fall(?:s|en|ing)?\b|fell\b|declin|drop|cut(?:s|ting)?\b|reduc|shrink|shrank|shrunk|los(?:e|es|t|ing)\b|lower(?:[^-]|$)|(?:go|goes|going|went|gone) down\b|down (?:by|from|\d|about|around|more)|halve|slow|weaken|worsen|diminish)|下降|减少|降低|缩小|下调|回落|下滑|减至|降至|降到|放缓|减缓|下跌|走低|降温|消退`),
	opposite(false, `\b(?:above|over|exceed\w*|surpass\w*|higher than|more than|greater than)\b|高于|超过|大于|多于`, `\b(?:below|under|lower than|less than|fewer than|short of)\b|低于|少于|小于|不足|不及`),
	opposite(true, `\b(?:before|prior to|ahead of|earlier than)\b|之前|以前|前夕`, `(?:\b(?:month|year|week|day|time|shortly|soon|not|only|even|and|or) |^|, |ed )after\b|\b(?:following|later than)\b|之后|以后|此后`),
	opposite(false, `\b(?:earliest|first|oldest)\b|最早|首次|首个|首批`, `\b(?:latest|last|newest)\b|最新|最晚|最后|末次`),
	opposite(false, `\b(?:largest|biggest|highest|greatest|maximum|most|peak|peaked|peaks|ceiling|upper limit|longest)\b|最大|最高|最多|上限|最长`, `\b(?:smallest|lowest|minimum|least|floor|lower limit|shortest)\b|最小|最低|最少|下限|最短`),
	opposite(false, `\bexport\w*\b|出口`, `\bimport(?:s|ed|ing|er|ers)?\b|进口`),
	opposite(false, `\b(?:relax|loosen|eas(?:e|es|ed|ing)\b)|放宽|放松|宽松`, `\b(?:tighten|restrict|stricter)|收紧|从严|趋严`),
	opposite(false, `\b(?:start|begin|began|open(?:s|ed|ing)?\b|launch|(?:tak\w+|took) effect|(?:com|cam)\w* into (?:force|effect))|开始|启动|开放|启用`, `\b(?:end(?:s|ed|ing)?\b|expir|clos(?:e|es|ed|ing)\b|terminat|stop)|\buntil\b|\btill\b|\blast|结束|终止|关闭|至\d|为止|停止|到期|届满|失效`),
	opposite(false, `\bcomplet|\bfinish|完成|建成`, `\bcontinu|\bkeeps?\b|\bkept\b|\bongoing\b|持续|不断|仍在|继续`),
	opposite(false, `\balways\b|\bconsistent|\bkept\b|一贯|一直|始终|历来|向来`, `\bnever\b|\brarely\b|从未|从不|很少|不曾`),
	opposite(false, `\bworld\b|\bglobal\b|世界|全球`, `\bChina['’]s\b|中国经济|中国国内|中国的`),
	opposite(false, `\bapprov|批准|同意|核准|通过`, `\b(?:reject|refus|veto|den(?:y|ied)\b)|否决|驳回|拒绝|不予`),
	opposite(false, `\b(?:includ|cover)|包括|包含|涵盖|纳入`, `\b(?:exclud|exempt)|不包括|不含|排除|除外|不适用|不纳入`),
	opposite(false, `\bdomestic\w*\b|国内|境内|内资`, `\b(?:foreign|overseas|abroad|offshore)\b|国外|境外|海外|外资|外商`),
	opposite(false, `\bpublic\b|公有|公共|国有`, `\bprivate\b|民营|私营|私有|非公有`),
	opposite(false, `\b(?:strengthen|reinforc|enhanc)|加强|强化|增强`, `\b(?:weaken|soften|undermin)|削弱|弱化|减弱`),
	opposite(false, `\b(?:extend|prolong|lengthen)|延长|延期|顺延`, `\b(?:shorten|curtail)|缩短|提前`),
	opposite(false, `\b(?:mandatory|compulsory)\b|强制|必选`, `\b(?:voluntary|optional)\b|自愿|可选|自主选择`),
	opposite(false, `\bcentral\b|中央`, `\blocal\b|地方`),
	opposite(false, `\burban\b|城镇|城市`, `\brural\b|农村|乡村`),
	opposite(false, `\b(?:early|start|beginning)\b|年初|月初|初期`, `\b(?:late|end)\b|年底|年末|月底|末期`),
	opposite(false, `\b(?:add|introduc|establish|set up|creat)|新设|设立|新增|建立|增设`, `\b(?:remov|abolish|delet|repeal|withdraw|revok|scrap|cancel)|取消|废止|撤销|删除|废除|撤回`),
	opposite(false, `\b(?:allow|permit)|允许|准许`, `\b(?:prohibit|forbid|bann|ban\b)|禁止|不得|不允许`),
	opposite(false, `\bnew(?:ly|er)?\b|新建|新增|新的`, `\b(?:old|older|existing)\b|存量|既有|旧|原有`),
	opposite(false, `\b(?:same|identical|alike)\b|相同|一致|同样`, `\b(?:different|differs?|unlike)\b|不同|不一致|有别`),
	opposite(false, `\b(?:publish|disclos|make public|made public)`, `\b(?:secret|confidential|conceal|withheld|withhold)`),
	opposite(false, `\bupstream\b|上游`, `\bdownstream\b|下游`),
	opposite(false, `\bsuppl(?:y|ier|iers)\b|供给|供应`, `\bdemand\b|需求`),
	opposite(false, `鼓励|支持|扶持|促进|推动`, `限制|抑制|阻碍|遏制|妨碍|阻止|打压`),
	opposite(false, `采购|购买|购置|买入|购入`, `出售|销售|卖出|售出|卖给`),
	opposite(false, `当年|同年|本年`, `次年|来年|下一年|明年|翌年|第二年`),
	opposite(false, `[\d一二三四五六七八九十]个?(?:工作)?(?:日|天|月|年|小时)之?前`, `[\d一二三四五六七八九十]个?(?:工作)?(?:日|天|月|年|小时)之?后`),
	opposite(false, `大型|大企业|大公司`, `中小|小型|小微|微型`),
	opposite(false, `传统`, `新兴|新型`),
	opposite(false, `自主|国产`, `进口|外国`),
	opposite(false, `改建|扩建|翻建`, `新建`),
	opposite(false, `众多|许多|很多|大量|较多|丰富`, `不多|很少|较少|比较少|不足|缺乏|稀少|寥寥`),
	opposite(false, `\b(?:accelerat|faster|speed)|加快|加速`, `\b(?:slow|decelerat)|放慢|减速|放缓`),
}

// boundWords say the bound of a figure, which package quantity reads.
var boundWords = newPattern(`(?i)\b(?:maximum|minimum|ceiling|capped|cap|at least|at most|exceed\w*|approximately|nearly|roughly)\b|最高|最多|至多|最低|最少|至少|上限|下限|(?:不得?)?(?:超过|低于|高于|少于|多于)|左右|以上|以下|以内`)

// emptyWords say nothing themselves: they join a sentence to the one before it,
// or they are verbs that any other verb may stand for.
var emptyWords = setOf(`one reach reaches reached amount amounts amounted run runs go goes come comes make makes made take takes took call calls
	called according additionally besides consequently currently finally furthermore hence meanwhile moreover notably overall recently similarly
	specifically likewise based`)

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// stemsOf is the set of the stems of some words.
func stemsOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[synonym(stemOf(w))] = true
	}
	return set
}

var synonyms = map[string]string{}

func init() {
	for _, row := range []string{
		"enterprise company firm business", "subsidy grant", "measure rule provision", "issue release publish announce",
		"china chinese", "begin start commence", "receive get obtain", "apply valid effective", "cost expense", "build construct",
		"centre center", "increase rise grow rose grew growth", "decrease fall decline drop fell reduce", "purchase buy bought",
		"help assist", "hold keep", "submit file", "big large", "fast rapid quick", "choose select", "say state", "show indicate", "district area", "require requirement", "report notify",
		"average averaged mean", "american us", "european europe", "plan program programme", "people person individual",
		"establish set", "agency authority department", "goal aim target objective", "use used using usage utilise",
	} {
		words := strings.Fields(row)
		for _, w := range words {
			synonyms[stemOf(w)] = stemOf(words[0])
		}
	}
	for _, row := range []string{"企业 公司", "补贴 补助", "发布 印发 公布 出台", "施行 实施 执行", "增长 增加 上升", "下降 减少 降低", "规定 明确", "建设 建造", "购买 采购 购置", "费用 成本", "获得 取得"} {
		words := strings.Fields(row)
		for _, w := range words {
			synonyms[w] = words[0]
		}
	}
}

func stemOf(word string) string {
	if terms := analysis.Terms(word); len(terms) == 1 {
		return terms[0]
	}
	return word
}

// synonym returns the term that stands for all terms of its meaning.
func synonym(term string) string {
	if s, ok := synonyms[term]; ok {
		return s
	}
	return term
}

// zones are places that [corpus.HanPlaces] leaves out.
var zones = regexp.MustCompile(`临港|浦东|雄安|前海|横琴|中国|非洲|欧洲|亚洲|拉美|台湾|香港|澳门`)

// agencies are bodies by the ending of their names, with the two characters
// before it.
var agencies = regexp.MustCompile(`\p{Han}{2}(?:部|委|局|厅|银行|人大|政协|法院|大学|研究院|研究所|委员会|办公厅|协会|集团|基金会|研究中心)`)

// noAgency are words that only end like a body.
var noAgency = regexp.MustCompile(`(?:其他|别的|多个|各个|哪个|同一)部$|(?:全|内|外|干|总|中|东|西|南|北|局|一|大|各|有关|主管|该|部)部$|(?:结|布|格|全|大|开|时)局$|部[分门长署落件]|\p{Han}常委$`)
