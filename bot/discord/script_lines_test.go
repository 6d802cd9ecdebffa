package discord

// lines are what people say in the scenes of one language, and the bot's own words.
type lines struct {
	localeOfAnn, localeOfMo string
	phrasing
	below  belowPhrasing
	asking askingWords
	human  humanWords
	right  correctWords
	shelf  libraryWords
	owning ownerWords

	question       string // that one document answers
	first          string // that followUp goes on from
	followUp       string
	past           string // of what applied earlier
	foreign        string // that the document in the other language is asked
	claim          string // to be checked
	unanswered     string // in the library
	offTopic       string
	vague          string
	compared       string // and further forms
	defined        string
	dated, changed string
	summary        string

	part, document, office string // of what is asked about: a part of its title, its ID, its issuer
	translation            string // the ID of the document in the other language
	post                   string // the title of one
	why                    string // an answer is bad
	toHuman, byHuman       string
	correction, quotation  string
	misquoted              string
	sought                 string // in the texts
	term                   string // a part of one
	owned                  string // a question that a document of the owner answers
}

var inEnglish = lines{
	localeOfAnn: "en-US", localeOfMo: "en-GB", phrasing: english, below: belowEnglish, asking: askingEnglish, human: humanEnglish,
	right: correctEnglish, shelf: libraryEnglish, owning: ownerEnglish,

	question:   "Within how many working days must a provider file a test algorithm?",
	first:      "Within how many working days must a provider file a test algorithm?",
	followUp:   "And how high is the fine?",
	past:       "Within how many days does a provider file a test algorithm?",
	foreign:    "How long is the filing of a test algorithm?",
	claim:      "The filing of a test algorithm is free of charge.",
	unanswered: "Which subsidies does Sichuan pay for test algorithms?",
	offTopic:   "What is the best pizza in town?",
	vague:      "Summarise the notice on computing vouchers",
	compared:   "Compare the time for filing test algorithms in 2019 and 2024",
	defined:    "What does “filing” mean?",
	dated:      "Timeline of the filing of test algorithms",
	changed:    "What has changed in the Measures for the Filing of Test Algorithms?",
	summary:    "Summarise the Measures for the Filing of Test Algorithms",

	part: "filing of test", document: "filing", office: "Office of Examples", translation: "filing-zh",
	post:       "When is filing due?",
	why:        "It does not say from which day the time runs. @everyone",
	toHuman:    "Does this hold for schools as well?",
	byHuman:    "It does: the measures know no exception. See **Article 4**.",
	correction: "The time runs from the *first use*, not from the release.",
	quotation:  "within ten working days of its first use",
	misquoted:  "within ten working days of its release",
	sought:     "How long does a provider have to file?",
	term:       "class 2",
	owned:      "How high is the tea tax?",
}

var inChinese = lines{
	localeOfAnn: "zh-CN", localeOfMo: "zh-TW", phrasing: chinese, below: belowChinese, asking: askingChinese, human: humanChinese,
	right: correctChinese, shelf: libraryChinese, owning: ownerChinese,

	question:   "示例算法提供者应当在几个工作日内完成备案？",
	first:      "示例算法备案是否收取费用？",
	followUp:   "那期限是多久？",
	past:       "示例算法应当在几天内备案？",
	foreign:    "示例算法备案是否收费？",
	claim:      "示例算法备案不收取费用。",
	unanswered: "四川对示例算法有哪些补贴？",
	offTopic:   "附近哪家火锅最好吃？",
	vague:      "概括一下",
	compared:   "对比2019年和2024年示例算法的备案期限",
	defined:    "备案是什么意思？",
	dated:      "《Measures for the Filing of Test Algorithms》的时间线",
	changed:    "《Measures for the Filing of Test Algorithms》有什么变化？",
	summary:    "概括《示例算法备案办法》",

	part: "備案", document: "filing-zh", office: "示例办公室", translation: "filing",
	post:       "备案期限是多久？",
	why:        "没有说明从哪一天起算。@everyone",
	toHuman:    "学校也适用吗？",
	byHuman:    "适用：办法没有规定例外，见**第四条**。",
	correction: "自*首次使用*之日起算，不是自发布之日起算。",
	quotation:  "自首次使用之日起十个工作日内",
	misquoted:  "自发布之日起十个工作日内",
	sought:     "備案要多少天？",
	term:       "第2類",
	owned:      "茶税是多少？",
}
