package discord

import (
	"errors"
	"strings"
	"syscall"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/refresh"
)

// What is wrong with a document, a term or a refresh, in words. The packages that know it
// say it in English, with a reason or a sentinel; this is the one place where that becomes
// another language. What has no reason stays English, after words that say so.

// maxWhy is how much is told of what is wrong, in escaped characters.
const maxWhy = 300

// explain returns what to tell of an error that no program is to blame for.
func (w ownerWords) explain(err error) (text string, expected bool) {
	var problem corpus.Problem
	var term refresh.TermError
	switch {
	case errors.As(err, &problem):
		name := shorten(problem.Path, maxField)
		if corpus.ReasonOf(problem.Err) == corpus.ErrAddress {
			name = w.theAddress // which is not repeated
		}
		return w.reason(name, w.why(problem.Err)), true
	case errors.As(err, &term):
		return w.termIsNotValid(w.why(term.Err)), true
	case errors.Is(err, refresh.ErrSources):
		return w.badSources + w.inEnglishOnly + shorten(err.Error(), maxWhy), true
	}
	for known, text := range w.known {
		if errors.Is(err, known) {
			return text, true
		}
	}
	return "", false
}

// why says what is wrong with a document or a term.
func (w ownerWords) why(err error) string {
	reason := corpus.ReasonOf(err)
	text, ok := w.whyOf[reason]
	switch isEnglish := w.inEnglishOnly == ""; {
	case !ok, isEnglish && !strings.HasPrefix(err.Error(), string(reason)):
		text = w.inEnglishOnly
	case !strings.HasSuffix(text, "："):
		return text
	}
	return text + shorten(err.Error(), maxWhy)
}

// whyInEnglish are the reasons that are told in other words than their own. An error that
// says more than its reason is told as it is.
var whyInEnglish = map[corpus.Reason]string{
	corpus.ErrTooLarge:  "it is larger than a document may be (25 MiB, or MAX_DOCUMENT_BYTES).",
	corpus.ErrFormat:    "files of this format are not read. PDF, .docx, .html, .md, .txt and .csv are.",
	corpus.ErrAddress:   "it is no web address that can be asked. Write https://…, without a user name or password.",
	corpus.ErrNoText:    "it holds no text to quote: it is empty, or a scan whose text was never recognised.",
	corpus.ErrLoginPage: "it is a page that asks for a name and a password.",
	refresh.ErrKnown:    "it is a source of this library already; /refresh asks it.",
}

// A colon at the end is followed by what the error itself says: where in the file it is.
var whyInChinese = map[corpus.Reason]string{
	corpus.ErrTooLarge:    "超过文件的大小上限（25 MiB，或 MAX_DOCUMENT_BYTES）。",
	corpus.ErrTooMuch:     "内容过多（页、行、列或层次），请拆分成几份文件。",
	corpus.ErrFormat:      "不支持这种格式。支持 PDF、.docx、.html、.md、.txt 和 .csv。",
	corpus.ErrExtension:   "内容与扩展名不符，请改成实际格式的扩展名，或另存为支持的格式。",
	corpus.ErrEncoding:    "不是可识别编码的文本，请另存为 UTF-8。",
	corpus.ErrFrontMatter: "文件开头的元数据（或旁边的 .meta.yaml）有误，原因（英文）：",
	corpus.ErrLocked:      "文件有密码保护，请另存为不带密码的文件。",
	corpus.ErrDamaged:     "文件已损坏或不完整，请重新获取，或打开后另存。",
	corpus.ErrUnopened:    "文件打不开：已不在，无权读取，或指向文件夹之外。",
	corpus.ErrSameID:      "与另一份文件的 ID 相同，请另起一个 id。",
	corpus.ErrNoText:      "其中没有可引用的文字：文件为空，或是未经文字识别的扫描件。",
	corpus.ErrLoginPage:   "这是要求登录的页面。",
	corpus.ErrAddress:     "这不是可以访问的网址。请写 https://…，不带用户名或密码。",
	corpus.ErrPrivate:     "该网址不在公共互联网上，不予访问。",
	corpus.ErrNotFound:    "该网址没有内容（404），请改正网址，或在来源中排除它。",
	corpus.ErrRefused:     "网站不提供这个页面，请换一个网址，或移除它。",
	corpus.ErrUnreachable: "访问不到：网站暂时不可用，或网址有误。请稍后再更新。",
	corpus.ErrSlow:        "网站没有及时回应，请稍后再更新。",
	corpus.ErrRobots:      "网站的 robots.txt 不允许程序访问它。",
	corpus.ErrRedirected:  "该网址转到了别处，请写文件本身的网址。",
	corpus.ErrShrunk:      "网页的文字突然大幅减少，仍沿用旧版本。确认无误后，请运行 footnote refresh --full。",
	corpus.ErrNoList:      "不是可读的站点地图或订阅源（feed），请改正网址或 type。",
	corpus.ErrLimit:       "来源列出的文件超过可取的数量，请提高 limit，或缩小范围。",
	corpus.ErrNoTerm:      "中英文两栏都要写入词语，且不以 # 开头。",
	corpus.ErrOtherColumn: "中文词语应写在中文一栏，英文词语写在英文一栏。",
	corpus.ErrLongTerm:    "词语过长，请只写术语本身。",
	corpus.ErrManyForms:   "写法过多，请删去次要的。",
	corpus.ErrSameForm:    "同一写法出现了两次，请只保留一处。",
	refresh.ErrKnown:      "它已是资料库的来源；/refresh 会访问它。",
}

// knownInEnglish are errors of which a person is told what to do.
var knownInEnglish = map[error]string{
	errNotOwner:                "Only owners of the bot may do this: who owns its application, their team, and those whom its settings name.",
	errNoLibrary:               "This library cannot be changed from Discord.",
	errOneOfTwo:                "Give either a file or an address.",
	errNotFetched:              "The file could not be fetched from Discord. Please attach it again.",
	errNotHere:                 "Suggestions are not taken here: no channel for them is set.",
	errTooSoon:                 "You have suggested something a moment ago. Please wait a minute.",
	refresh.ErrBusy:            "Another refresh is under way. Please try again when it has ended.",
	refresh.ErrUnknownDocument: "The library holds no document of that name.",
	refresh.ErrUnknownTerm:     "The glossary has no such term.",
	refresh.ErrLast:            "It is the only document of this library. Add another one first.",
	refresh.ErrManySuggested:   "Too many documents wait to be looked at. Please suggest it later.",
	refresh.ErrNotSuggested:    "Somebody has decided on this document already.",
	refresh.ErrUnsound:         "The new index did not pass its check. The library stays as it was; the log says more.",
	retrieval.ErrNotEmbedded:   "The embedding server could not make what is new searchable. The library stays as it was; please try again later.",
	syscall.ENOSPC:             "The disk of this machine is full. The library stays as it was.",
	corpus.ErrNoDocuments:      "Nothing of the sources can be served now. The library stays as it was.",
}

var knownInChinese = map[error]string{
	errNotOwner:                "只有机器人的所有者可以这样做：应用的所有者、其团队，以及设置中指明的人。",
	errNoLibrary:               "这个资料库不能在Discord上修改。",
	errOneOfTwo:                "请给出附件或网址，二者选一。",
	errNotFetched:              "未能从Discord取得该附件，请重新上传。",
	errNotHere:                 "这里不接受推荐：尚未设置接收推荐的频道。",
	errTooSoon:                 "您刚刚推荐过，请等一分钟。",
	refresh.ErrBusy:            "另一次更新正在进行，请等它结束后再试。",
	refresh.ErrUnknownDocument: "资料库中没有这份文件。",
	refresh.ErrUnknownTerm:     "术语表中没有这个术语。",
	refresh.ErrLast:            "这是资料库中唯一的文件，请先添加另一份。",
	refresh.ErrManySuggested:   "等待查看的文件太多，请以后再推荐。",
	refresh.ErrNotSuggested:    "已有人对这份文件作出决定。",
	refresh.ErrUnsound:         "新索引未通过检查。资料库保持原样，详情见日志。",
	retrieval.ErrNotEmbedded:   "向量服务器未能处理新内容。资料库保持原样，请稍后再试。",
	syscall.ENOSPC:             "这台机器的磁盘已满。资料库保持原样。",
	corpus.ErrNoDocuments:      "各来源目前没有可收录的内容。资料库保持原样。",
}
