package bot

// checks say what each check is about: a sentence for the reader in English and in
// Chinese.
var checks = map[string]worded{
	"bound":     {"A limit in it is not that of its source.", "其中的限度与来源不符。"},
	"column":    {"It does not belong where it stands in the table.", "它不属于表格中的这一位置。"},
	"content":   {"Its source does not say this.", "来源没有这样说。"},
	"context":   {"It leans on a sentence that is not shown.", "它依赖一句未显示的话。"},
	"date":      {"A date in it is not that of its source.", "其中的日期与来源不符。"},
	"direction": {"Its source says it the other way round.", "来源所说的方向相反。"},
	"draft":     {"Whether the text is final is not as its source has it.", "文件是草案还是定稿，与来源不符。"},
	"form":      {"It is not written as a sentence of an answer is.", "它不是答案应有的句子。"},
	"issuer":    {"Its source was issued by, or quotes, somebody else.", "来源的发布者或说话者另有其人。"},
	"language":  {"It is not in the language of the answer, or of its source.", "它的语言与答案或来源不一致。"},
	"modality":  {"What must, may or should be done is not as its source has it.", "“必须”“可以”“应当”之类的说法与来源不符。"},
	"name":      {"A name in it is not in its source.", "其中的名称在来源中没有。"},
	"negation":  {"What it denies or allows is not what its source does.", "它所否定或允许的与来源不符。"},
	"number":    {"A number in it is not that of its source.", "其中的数字与来源不符。"},
	"pairing":   {"Its source says this of something else.", "来源说的是另一事物。"},
	"quotation": {"The words quoted are not in the document.", "所引文字不在文件中。"},
	"rights":    {"No more of this document may be quoted.", "这份文件不能再多引用。"},
	"scope":     {"How far it goes is not as its source has it.", "适用范围与来源不符。"},
	"sources":   {"The source that it names is not there.", "它所注明的来源不存在。"},
}

// limitNames are those of figures.
var limitNames = map[string]worded{
	"at most": {"at most", "最多"}, "at least": {"at least", "至少"}, "less than": {"less than", "不到"}, "more than": {"more than", "超过"},
	"about": {"about", "大约"}, "by": {"by", "到……为止"}, "before": {"before", "之前"}, "after": {"after", "之后"}, "since": {"since", "自……起"}, "until": {"until", "直到"},
}

var (
	noLimit         = worded{"exactly", "恰好"}
	differingLimits = worded{"Of this figure its source says “%s”, and the sentence “%s”.", "对这个数字，来源说“%s”，而这句话说“%s”。"}
)

// findings are all that the verifier and the checks of this package find.
var findings = []wordedFinding{
	{"%q is not in the source", worded{"Its source does not have %s.", "来源中没有%s。"}},
	{"%q is quoted and not in the source", worded{"It quotes %s, which is not in its source.", "它引用了%s，而来源中没有。"}},
	{"%q is there more often than in the source", worded{"It has %s more often than its source.", "%s出现的次数比来源中多。"}},
	{"there are no %q", worded{"There are no %s.", "不存在%s。"}},
	{"the source says it of %s of %s", worded{"Its source says this of %s out of %s.", "来源说的是%[2]s个中的%[1]s个。"}},
	{"the source says %q and not %q", worded{"Its source says %s and not %s.", "来源说的是%s，而不是%s。"}},
	{"the source has the bound on the other side", worded{"Its source sets a minimum where it sets a maximum, or the other way round.", "来源规定的是下限而它写成上限，或者相反。"}},

	{"the source says this of %q and not of %q", worded{"Its source says this of %s and not of %s.", "来源说的是%s，而不是%s。"}},
	{"the source does not say %q of %q", worded{"Its source does not say %s of %s.", "来源没有就%[2]s说%[1]s。"}},
	{"%q belongs to something else in the source", worded{"In its source %s belongs to something else.", "来源中的%s说的是另一事物。"}},
	{"%q is not what the source calls it", worded{"Its source does not call it %s.", "来源不是用%s来称呼的。"}},
	{"the source does not say this of %q", worded{"Its source does not say this of %s.", "来源没有就%s这样说。"}},
	{"the source says this to another than %q", worded{"In its source this is for another than %s.", "来源中的对象不是%s。"}},
	{"the source says %q of another than %q", worded{"Its source says %s of another than %s.", "来源中%s说的不是%s。"}},
	{"the source has %q and %q the other way round", worded{"Its source has %s and %s the other way round.", "在来源中，%s和%s的位置正好相反。"}},
	{"the source has what is %q what the other way round", worded{"Its source has the two sides of %s the other way round.", "来源中%s的两边正好相反。"}},
	{"the source says something else of %s of %s", worded{"Its source says something else of %[2]s.", "关于%[2]s，来源说的是别的。"}},
	{"the claim says this of %q where the source says it of %q", worded{"It says of %s what its source says of %s.", "来源说的是%[2]s，它却说成%[1]s。"}},
	{"the source says %q of one thing and %q of another", worded{"Its source says %s of one thing and %s of another.", "来源中%s和%s说的不是同一事物。"}},
	{"the source says %q", worded{"Its source says %s.", "来源说的是%s。"}},
	{"the source says the opposite, %q", worded{"Its source says the opposite: %s.", "来源所说相反：%s。"}},
	{"the source has %q in the place of %q", worded{"Its source has %s in the place of %s.", "在%[2]s的位置上，来源用的是%[1]s。"}},
	{"the source does not say %q", worded{"Its source does not say %s.", "来源没有说%s。"}},
	{"the source says both and the claim %q", worded{"Its source says both, and the sentence %s.", "来源说的是两者都有，而这句话说%s。"}},
	{"the source names another issuer", worded{"Its source names another issuer.", "来源的发布机构是另一家。"}},
	{"the source says this by another than the claim, %q", worded{"Its source has somebody else say this.", "来源中说这话的另有其人。"}},

	{"the source does not say %q (%s) of this", worded{"Its source does not say %[1]s of this.", "来源对此没有说%[1]s。"}},
	{"the source says %q (%s), and the claim does not", worded{"Its source says %[1]s, and the sentence does not.", "来源说了%[1]s，而这句话没有说。"}},
	{"the source does not say %q of this", worded{"Its source does not say %s of this.", "来源对此没有说%s。"}},
	{"the source does not say %q, but denies it", worded{"Its source denies this: %s.", "来源对此是否定的：%s。"}},
	{"the source is a draft, and the claim says %q", worded{"Its source is a draft, and the sentence says %s.", "来源是草案，而这句话说%s。"}},
	{"the source prohibits, and the claim permits", worded{"Its source prohibits what the sentence permits.", "来源禁止的，这句话却说允许。"}},
	{"the claim has more negations than the source", worded{"It denies more than its source.", "它所否定的比来源多。"}},
	{"the claim says %q where the source says %q", worded{"It says %s where its source says %s.", "来源说%[2]s的地方，它说%[1]s。"}},
	{"the source says %q and the claim %q", worded{"Its source says %s, and the sentence %s.", "来源说%s，而这句话说%s。"}},
	{"the source does not say that this is done", worded{"Its source does not say that this is done.", "来源没有说这已经做到。"}},

	{"the source says the opposite of %q", worded{"Its source says the opposite of %s.", "来源所说与%s相反。"}},
	{"the source has it the other way round of %q", worded{"About %s its source says it the other way round.", "关于%s，来源的说法正好相反。"}},
	{"by the source %s is not so compared with %s", worded{"Its source does not compare “%s” with “%s” in this way.", "来源没有这样比较“%s”和“%s”。"}},
	{"the source goes from %q to %q", worded{"Its source goes from %s to %s.", "来源是从%s到%s。"}},

	{"the source has only %.0f%% of the words", worded{"Its source has only %s%% of its words.", "来源只有其中%s%%的字词。"}},
	{"the source has hardly any of the words", worded{"Its source has hardly any of its words.", "其中的字词在来源中几乎都没有。"}},
	{"most of the words are not in the source", worded{"Most of its words are not in its source.", "其中的字词大多不在来源中。"}},
	{"too few of the words are in the sentences themselves", worded{"Too few of its words are in the sentences that it rests on.", "其中的字词在所依据的句子里太少。"}},
	{"the source has another word in the place of %q", worded{"Its source has another word in the place of %s.", "在%s的位置上，来源用的是另一个词。"}},
	{"the source has nothing of %q", worded{"Its source has nothing of %s.", "来源没有提到%s。"}},
	{"the source does not list %q", worded{"Its source does not list %s.", "来源没有列出%s。"}},
	{"the source names another driver", worded{"Its source names another cause.", "来源所说的原因是另一个。"}},
	{"the source has no sentences", worded{"Its source has no sentences.", "来源没有句子。"}},
	{"it says nothing that could be compared", worded{"It says nothing that could be compared with its source.", "它没有可与来源比较的内容。"}},
	{"a claim is a sentence of at most %d bytes", worded{"It is too long for a sentence, or has no words.", "它太长，不像一句话，或者没有字词。"}},
	{"a claim has at most %d figures", worded{"It has more figures than can be compared.", "它的数字太多，无法逐一核对。"}},
	{"no source speaks of it", worded{"No source speaks of it.", "没有来源提到这一点。"}},
	{"the one that it names is not there, and more than one says so", worded{"It names a source that is not there, and more than one says this.", "它注明的来源不存在，而这样说的来源不止一个。"}},
	{"its words are not in the passage", worded{"The words quoted are not in the document.", "所引文字不在文件中。"}},
	{"no more of this document may be quoted", worded{"No more of this document may be quoted.", "这份文件不能再多引用。"}},

	{"it leans on a sentence that is not shown", worded{"It leans on a sentence that is not shown.", "它依赖一句未显示的话。"}},
	{"it is not in the language of the answer", worded{"It is not in the language of the answer.", "它不是用答案的语言写的。"}},
	{"the claim is written in another language than its source", worded{"It is written in another language than its source.", "它的语言与来源不同。"}},
	{"no source holds %s", worded{"No source has “%s”.", "没有来源含有“%s”。"}},
	{"it is too long for a sentence", worded{"It is too long for a sentence.", "它太长，不像一句话。"}},
	{"a lone word is no sentence", worded{"A lone word is no sentence.", "单独一个词不成句子。"}},
	{"a question answers nothing", worded{"A question answers nothing.", "问句不能回答问题。"}},
	{"it is an order to whoever answers", worded{"It is an order to whoever answers.", "它是对答题者的命令。"}},
	{"somebody speaks of himself in it", worded{"In it somebody speaks of himself.", "有人在其中自称。"}},
	{"it holds an address", worded{"It holds a link or an address.", "其中含有链接或地址。"}},
	{"it holds characters that nobody sees", worded{"It holds characters that nobody can see.", "其中含有看不见的字符。"}},
	{"it holds markup", worded{"It holds markup.", "其中含有标记符号。"}},
	{"it mentions somebody", worded{"It mentions somebody as a chat does.", "其中像在聊天里那样点名提醒某人。"}},
	{"it tells what the model was told", worded{"It tells what the model was told.", "它透露了给模型的指令。"}},
	{"it writes what the program prints", worded{"It writes itself what the program prints of a source.", "它自己写了应由程序显示的来源信息。"}},

	{"it does not say of which side it is", worded{"It does not say which of the sides it is about.", "它没有说明是对比中的哪一方。"}},
	{"its label names nothing that is compared", worded{"Its label names nothing that is compared.", "它的标签不是对比中的任何一方。"}},
	{"what proves it does not speak of “%s”", worded{"What proves it does not speak of “%s”.", "证明它的文字没有提到“%s”。"}},
	{"an entry of a timeline says when it was", worded{"An entry of a timeline says when it was, and this does not.", "时间线的条目须说明时间，而它没有。"}},
}
