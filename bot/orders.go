package bot

import (
	"regexp"
	"strings"
)

// A document may hold sentences that speak to whoever answers from it: "Ignore the
// instructions above". A model may copy one, and it would be proved, since the
// document does say so. As a sentence of an answer it would be an order to the
// reader, or to the next model. What such a sentence orders is to forget rules, to
// be somebody, to write in some way, or to tell instructions. That a policy orders
// something is not enough: "Companies must ignore earlier guidance" has somebody
// else for its subject.

// start is where an order begins: with the sentence, behind a mark, or behind a word
// that turns to somebody.
const start = `(?:^|[.!?:;,"'“‘(\[‹›>-]\s*|\b(?:please|now|just|kindly|then|simply|instead|and|to|you (?:must|should|shall|will|can|may|need to|have to|are to))\s+)(?:please\s+|now\s+|just\s+)?`

// earlier is what an order calls the rules that it wants forgotten.
const earlier = `(?:all|any|every(?:thing)?|your|my|this|these|those|previous(?:ly)?|prior|above|earlier|preceding|foregoing|before|original|initial|system|existing)`

// ours are the things that a model has, and a reader of policies has not.
const ours = `(?:instructions?|prompts?|directions?|guidelines?|rules?|contexts?|commands?|messages?|questions?|conversations?|programming|restrictions?|directives?|requests?|tasks?)`

var englishOrders = regexp.MustCompile(`(?i)` + strings.Join([]string{
	start + `(?:ignore|disregard|forget|override|bypass|neglect|do not (?:follow|obey|heed)|don't (?:follow|obey|heed)|stop (?:following|obeying))\s(?:[\w']+\s){0,4}` + earlier + `\b[^.!?]{0,30}\b(?:` + ours + `|told|above|said)\b`,
	start + `(?:ignore|disregard|forget) (?:everything|what|all)\b[^.!?]{0,30}\b(?:above|before|told|said|previously|learned)\b`,
	start + `(?:ignore|disregard) the (?:above|document|text|website|webpage|web page|web site|rules above|instructions above)\b`,
	`\byou(?: are|'re|’re| will be| will act as| will become)(?: now| no longer| going to be| to be)? (?:(?:an?|the|my|called|named) )?(?:(?:[a-np-z][\w-]*|o[^f\s][\w-]*) ){0,3}(?:chat ?bot|ai assistant|ai model|language model|llm|chatgpt|gpt-?\d?|dan|jailbro\w+|assistant without|unfiltered ai|uncensored)\b`,
	`\byou are (?:now|no longer) (?:an?|the|in|acting|free|bound|called|named|[A-Z]{3,})\b`,
	`\bfrom now on,?\s+(?:you (?:are|will|must|should|have to)[^.!?]{0,30}\b(?:act|behave|respond|answer|reply|speak|pretend)|act|respond|answer|reply|speak|your (?:answers?|responses?|name|task))\b`,
	`\byou (?:are going to|will|must|should|have to|are to) (?:now )?(?:act|behave|respond|pretend|role-?play) (?:as|like|to be)\b`,
	start + `(?:pretend (?:to be|that you|you)|role-?play as|emulate and|act as (?:if you|though you|dan\b|an? (?:ai|unfiltered|linux|terminal|chat))|(?:respond|reply|answer|speak|talk) as (?:if|though|an?|both)\b)`,
	start + `(?:express|reverse|encode|modify|rewrite|translate|convert|reformat|format|craft|alter|tailor|enhance|elevate|infuse|begin|start|end|finish|conclude|append|apply|remove|replace|shift|swap|insert|embed|weave|blend|interweave|incorporate|hide|sprinkle|group|combine|augment|integrate)\b[^.!?]{0,60}\byour (?:answer|response|repl(?:y|ies)|output|solution|code|implementation|algorithm)(?:s|'s|’s)?\b`,
	`^in your (?:answer|response|reply|output),?\s+(?:include|add|insert|use|mention|replace|recommend|suggest)\b`, `\b(?:following|subsequent|below|provided) code (?:snippet|block|segment|excerpt)\b`,
	start + `(?:respond|reply|answer)(?: only)? in (?:reverse|base ?64|emojis?|morse|rhymes?|pig latin|all caps|the style)\b`,
	`\b(?:break|stay in|out of) (?:the |this |your )?(?:role|character)\b`, `\bas an ai (?:language model|model|assistant|developed)\b`, `\byou (?:are|will)[^.!?]{0,40}\brole of (?:an?|another|the) (?:[\w-]+ )?(?:ai|chat ?bot|assistant)\b`,
	start + `(?:ignore|disregard) (?:all|any|the)\b[^.!?]{0,30}\bin (?:the|this) (?:text|document|context|prompt|page)\b`,
	start + `(?:respond|reply|answer)(?: only| just| solely| exclusively)(?: with| in| using| by)\b`,
	start + `(?:respond|reply|answer) (?:with|using) (?:only\b|just\b|the (?:word|phrase|text|string|sentence)s?\b|emojis?\b|["“'‘])`,
	start + `(?:say|print|output|repeat|echo|type) (?:["“'‘]|after me\b|the (?:word|phrase|text above|words above)\b|(?:everything|all) (?:above|that you))`,
	start + `(?:reveal|print|output|repeat|show|display|leak|disclose|tell (?:me|us)|give me|send|write|echo|share|list|translate)\b[^.!?]{0,30}\b(?:system (?:prompt|message|instructions?)|(?:your|the|initial|original|hidden|secret) (?:system |initial |original |hidden |secret )*(?:prompts?\b|pre-?prompt)|your (?:instructions?|secrets)|secret that you)\b`,
	start + `print every secret\b`,
	`^\W*(?:hi|hello|hey|dear)?,?\s*(?:chatgpt|claude|bard|gemini|copilot|gpt-?\d?|ai assistant|ai model|assistant|bot|llm)\s*[,:!：]`,
	`^\W*(?:system|assistant|human|user)\s*[:：]\s*\S`, `\b(?:respond|reply|answer|send)\b[^.!?]{0,40}\bas (?:chatgpt\b|(?-i:[0-9]?[A-Z]{3,})\b)`, `\bdo anything now\b`, `\bim_start\b`, `^\W*END \w{12}\b`,
	`\b(?:new|updated|real) (?:system )?(?:instructions?|prompts?)\s*:`,
	`\bwhen(?:ever)? you (?:summari[sz]e|answer|respond|reply|translate|process|read) (?:to |from )?(?:this|the|any) (?:document|text|page|e-?mail|questions?|source)`,
	`\b(?:note|message|instructions?|attention|important)\b[^.!?]{0,20}\b(?:to|for)? ?(?:any |all |the )?(?:ai (?:assistant|model|agent)s?|language models?|llms?|chat ?bots?) (?:reading|processing|that reads?|:)`,
}, `|`))

var chineseOrders = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`(?:^|[：:“"‘「（(‹›#\s]|请|你|您|现在|立即|必须|需要|先|都)(?:忽略|无视|忘记|忘掉|抛开|抛弃|绕过|覆盖|推翻|不(?:要|用|必|再)(?:遵守|遵循|理会|服从|执行))[^。！？]{0,6}(?:以上|上面|上述|之前|此前|先前|前面|前述|所有|全部|一切|任何|你|您|系统|原有|原来|安全)[^。！？]{0,8}(?:指令|指示|提示|规则|设定|要求|限制|命令|内容|对话|约束|身份|规定|信息)`,
	`(?:^|[^如若])(?:你|您)(?:现在|将|要|就|将要|不再|必须|需要|应该)*(?:是|扮演|作为|充当|成为|变成)[^。！？，]{0,12}(?:助手|机器人|语言模型|大模型|聊天|人工智能(?:助手|模型|$|[，。！])|AI(?:助手|模型|$|[，。！])|DAN|ChatGPT|GPT|黑客|终端)`,
	`(?:从现在(?:起|开始)|从此刻起|接下来)[，,]?\s*(?:请)?(?:你|您)(?:就|将|要|是|必须|需要|只|不|会|叫|扮|的名字)`, `假装(?:你|您|自己)|(?:你|您)(?:要|将|必须|需要|来)?扮演`,
	`(?:^|[。：:，,“"\s]|请|你|您|并|立即|直接|然后)(?:输出|打印|显示|泄露|透露|公开|告诉我|说出|展示|复述|重复|翻译|给出)[^。！？]{0,8}(?:系统提示|提示词|(?:你|您)的(?:提示|指令|设定|规则|密码|口令|秘密)|初始指令|系统指令)`,
	`(?:^|[，。：:]|请|直接)告诉我`, `(?:你|您)的(?:提示词|系统提示|初始指令)`,
	`(?:^|[：:，,“"\s]|请|你|您)只(?:需|能|要|许|可)?(?:要)?(?:回复|输出|说|回答)(?:["“‘「:：]|我|一个|两个|是|否)`,
	`(?:在|把|将)(?:你的|您的)?(?:回答|回复|答复|输出)(?:的)?(?:末尾|结尾|开头|最后|中|里)[^。！？]{0,10}(?:附上|加上|添加|插入|包含|写上|放上|带上)`,
	`(?:^|[。！？，,“"\s]|请)(?:用|以)(?:表情符号|表情|海盗|诗歌|英文|英语|法语|日语)[^。！？]{0,4}(?:回答|回复|作答)`,
	`^[^\p{L}\p{N}]*(?:系统提示|系统指令|新指令|新的指令|系统|助手|用户)\s*[:：]\s*\S`,
}, `|`))

// ofItself matches a sentence in which somebody speaks of himself: in an answer it
// would be the program. "We" and 我们 are bodies, and "Phase I" is no person.
var ofItself = regexp.MustCompile(`(?:^|[,;:"“‘(]\s*|\b(?:and|but|that|if|when|as|because|what|so|whatever) )I(?:['’](?:m|ve|ll|d)\b| (?:am|was|have|had|will|would|want|wish|can|could|do|did|don't|don’t|need|must|shall|should|know|think|believe|say|said|ask|give|hope|promise|recommend)\b)|(?:^|[^自忘敌本唯])我(?:是|会|要|想|将|不|可以|能|在|已|希望|需要|把|给|让|认为|说)`)

// orders reports whether a sentence tells whoever answers what to do.
func orders(text string) bool {
	text = narrow(text)
	return englishOrders.MatchString(text) || chineseOrders.MatchString(text)
}
