package discord

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

func TestAMessageIsMadeAQuestion(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ locale, message, form, edited, want string }{
		"in English": {"en-US", "I heard that filing is free!",
			"== Ask about this ==\nYour question [____ I heard that filing is free! ](question)",
			"Is the filing of a test algorithm free of charge?", "free of charge. ["},
		"in Chinese": {"zh-TW", "听说要备案？",
			"== 就此提问 ==\n问题 [____ 听说要备案？ ](question)",
			"示例算法提供者应当在几个工作日内完成备案？", "十个工作日内完成备案。["},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			reader := s.guild.Member("Reader", test.locale)
			opened := reader.Menu(s.ann.Say(s.policy, test.message+" <@"+s.mo.ID+">"), aboutName)
			if shown := discordtest.DrawModal(opened.AwaitModal()); shown != test.form {
				t.Errorf("the form is\n%s", shown)
			}
			answer := reader.Submit(opened, optionQuestion, test.edited)
			shown := told(answer)
			if !strings.HasPrefix(shown, "(private)") || !strings.Contains(shown, test.want) || strings.Contains(shown, "(secondary, publish)") {
				t.Errorf("the answer: %s", shown)
			}
		})
	}
}

func TestAMessageIsFactChecked(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ locale, message, want string }{
		"in English": {"en-US", "The filing of a test algorithm is free of charge.", "free of charge. ["},
		"in Chinese": {"zh-CN", "示例算法备案不收取费用。", "备案不收取费用。["},
		"which is long": {"en-US", "The filing of a test algorithm is free of charge. " + strings.Repeat("😀", bot.MaxQuestion),
			"Only the first 2000 characters of the message were read."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			reader := s.guild.Member("Reader", test.locale)
			if shown := told(reader.Menu(s.ann.Say(s.policy, test.message), factcheckName)); !strings.HasPrefix(shown, "(private)") || !strings.Contains(shown, test.want) {
				t.Errorf("%q is not in\n%s", test.want, shown)
			}
		})
	}
}

func TestALongMessageIsCutInItsForm(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	message := s.ann.Say(s.policy, strings.Repeat("查", 1500)+strings.Repeat("😀", 1500))
	for reader, want := range map[*discordtest.User]string{
		s.mo: "The first 2000 characters of the message", s.guild.Member("Li", "zh-CN"): "消息的前2000个字符",
	} {
		if shown := discordtest.DrawModal(reader.Menu(message, aboutName).AwaitModal()); !strings.Contains(shown, want) {
			t.Errorf("the form is\n%s", shown)
		}
	}
}

func TestAMessageWithoutATextIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	message := s.ann.Say(s.policy, "<@"+s.mo.ID+"> <:wave:42>", discordtest.File{Name: "picture.png", Data: []byte("x")})
	for _, command := range []string{aboutName, factcheckName} {
		for reader, want := range map[*discordtest.User]string{s.mo: askingEnglish.noText, s.guild.Member("Li", "zh-TW"): askingChinese.noText} {
			if shown := told(reader.Menu(message, command)); shown != "(private)\n"+want {
				t.Errorf("%s: %s", command, shown)
			}
		}
	}
}

func TestAnAnswerOfTheBotIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	s := remember(t)
	answer := s.answered(s.ask("Is the filing of a test algorithm free of charge?"))
	for reader, want := range map[*discordtest.User]string{s.mo: askingEnglish.ownAnswer, s.guild.Member("Li", "zh-TW"): askingChinese.ownAnswer} {
		if shown := told(reader.Menu(answer, factcheckName)); shown != "(private)\n"+want {
			t.Errorf("told %q", shown)
		}
	}
}

func TestAModeratorPublishesAnAnswer(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ locale, message, label, again, others string }{
		"in English": {"en-US", "The filing of a test algorithm is free of charge.", "Publish", "published already", "Only moderators"},
		"in Chinese": {"zh-CN", "示例算法备案不收取费用。", "公开", "已经公开", "只有管理员"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			moderator := s.guild.Member("Moderator", test.locale, "moderator")
			private := s.answered(moderator.Menu(s.ann.Say(s.policy, test.message), factcheckName))
			published := moderator.Press(private, test.label)
			public := published.Await("the answer", func(st discordtest.State) bool {
				return len(st.Messages()) > 0 && strings.Contains(st.Messages()[0].Text(), test.message)
			}).Messages()[0]
			if shown := discordtest.Draw(public); public.Private || strings.Contains(shown, "publish)") {
				t.Errorf("published: %s", shown)
			}
			if shown := told(moderator.Press(private, test.label)); !strings.HasPrefix(shown, "(private)") || !strings.Contains(shown, test.again) {
				t.Errorf("published again: %s", shown)
			}
			_, receipt, _ := strings.Cut(private.Text(), askingReceipt(test.locale))
			receipt, _, _ = strings.Cut(receipt, "\n")
			s.Await("where it stands", func() bool { _, err := s.records.PostOf(t.Context(), receipt); return err == nil })
			other := s.guild.Member("Other", test.locale)
			i := other.Deliver(s.policy, 3, map[string]any{"custom_id": custom(verbPublish, receipt), "component_type": 2})
			if shown := told(i); !strings.HasPrefix(shown, "(private)") || !strings.Contains(shown, test.others) {
				t.Errorf("published by anybody: %s", shown)
			}
		})
	}
}

// askingReceipt is what stands before the ID of a receipt.
func askingReceipt(locale string) string { return phrasesOf(locale).receipt("") }

func TestTheMenuIsNamedInEachLanguage(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	s.Await("the commands", func() bool { return s.Commands("") != nil })
	names := make(map[string][2]string)
	for _, c := range s.Commands("") {
		names[c.Name] = [2]string{c.NameLocalizations["zh-CN"], c.NameLocalizations["zh-TW"]}
	}
	if names[aboutName] != [2]string{"就此提问", "就此提問"} || names[factcheckName] != [2]string{"核查此内容", "查核此內容"} {
		t.Errorf("registered: %q", names)
	}
}
