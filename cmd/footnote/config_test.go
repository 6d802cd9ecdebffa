package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func environment(values map[string]string) func(string) (string, bool) {
	return func(key string) (string, bool) {
		v, ok := values[key]
		return v, ok
	}
}

func TestLoadConfigTakesEnvironmentOverFileOverDefault(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".env", "\ufeff# a comment\nDATA_DIR=from-file\nMAX_DOCUMENT_BYTES='1 MiB'\nDISCORD_GUILD_ID=12\nSOMETHING_ELSE=x\n")
	got, err := loadConfig(environment(map[string]string{"DATA_DIR": "from-environment", "DISCORD_GUILD_ID": ""}), t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	want := Config{DataDir: "from-environment", MaxDocumentBytes: 1 << 20, RetainDays: 30, ModelTimeout: timeLimit(45 * time.Second), ModelContext: 6000, TokensPerQuestion: 40_000, TokensPerUser: 500_000, TokensPerDay: 5_000_000, EmbedTimeout: timeLimit(800 * time.Millisecond),
		DiscordUserLimit: rate{20, time.Hour}, DiscordChannelLimit: rate{100, time.Hour}, DiscordDayLimit: rate{1000, 24 * time.Hour}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLoadConfigNamesTheKeyAndTheRemedy(t *testing.T) {
	tests := []struct {
		name   string
		values map[string]string
		want   string
	}{
		{"size without sense", map[string]string{"MAX_DOCUMENT_BYTES": "lots"}, `MAX_DOCUMENT_BYTES is "lots": write a number of bytes`},
		{"size of nothing", map[string]string{"MAX_DOCUMENT_BYTES": "0"}, `MAX_DOCUMENT_BYTES is "0": write`},
		{"size that overflows", map[string]string{"MAX_DOCUMENT_BYTES": "9999999999GiB"}, `MAX_DOCUMENT_BYTES is`},
		{"days without sense", map[string]string{"RETAIN_DAYS": "-1"}, `RETAIN_DAYS is "-1": write a number of days`},
		{"level without sense", map[string]string{"LOG_LEVEL": "loud"}, `LOG_LEVEL is "loud": write debug, info, warn or error`},
		{"digest that is a name", map[string]string{"DISCORD_DIGEST_CHANNEL": "#news"}, `DISCORD_DIGEST_CHANNEL is "#news": write the number that "Copy Channel ID"`},
		{"channel that is a name", map[string]string{"DISCORD_MODERATORS_CHANNEL": "#moderators"}, `DISCORD_MODERATORS_CHANNEL is "#moderators": write the number that "Copy Channel ID"`},
		{"guild that is a name", map[string]string{"DISCORD_GUILD_ID": "my server"}, `DISCORD_GUILD_ID is "my server": write the number`},
		{"limit without a time", map[string]string{"DISCORD_USER_LIMIT": "20"}, `DISCORD_USER_LIMIT is "20": write a number of questions within a time, such as 20/h`},
		{"limit of a role that is a name", map[string]string{"DISCORD_ROLE_LIMITS": "@member=20/h"}, `DISCORD_ROLE_LIMITS is "@member=20/h": write the IDs of roles ("Copy Role ID"`},
		{"channels that are names", map[string]string{"DISCORD_CHANNELS": "#policy"}, `DISCORD_CHANNELS is "#policy": write the IDs of channels ("Copy Channel ID"`},
		{"owners that are names", map[string]string{"OWNER_IDS": "lin"}, `OWNER_IDS is "lin": write the IDs of people`},
		{"roles that are names", map[string]string{"DISCORD_ROLES": "12,everyone"}, `DISCORD_ROLES is "12,everyone": write the IDs of roles`},
		{"key twice", map[string]string{"MODEL_KEY": "hidden", "MODEL_KEY_FILE": "f"}, "MODEL_KEY and MODEL_KEY_FILE are both set: remove one"},
		{"server that is none", map[string]string{"MODEL_URL": "localhost:11434"}, "MODEL_URL is not the address of a server: write one such as"},
		{"server with a key in it", map[string]string{"EMBED_URL": "https://me:hidden@example.org/v1"}, "EMBED_URL is not the address of a server"},
		{"server with a query", map[string]string{"MODEL_URL": "https://example.org/v1?key=hidden"}, "MODEL_URL is not the address of a server"},
		{"server beside auto", map[string]string{"MODEL": "auto", "MODEL_URL": "http://localhost:1/v1"}, "MODEL is auto and MODEL_URL is set: name the model"},
		{"Ollama that is none", map[string]string{"OLLAMA_HOST": "ftp://x"}, "OLLAMA_HOST: the address of Ollama is not one: write host:port"},
		{"time without sense", map[string]string{"MODEL_TIMEOUT": "5"}, `MODEL_TIMEOUT is "5": write a time such as 800ms`},
		{"time that is endless", map[string]string{"EMBED_TIMEOUT": "2000h"}, `EMBED_TIMEOUT is "2000h": write a time`},
		{"dimensions without sense", map[string]string{"EMBED_DIMENSIONS": "-1"}, `EMBED_DIMENSIONS is "-1": write a number`},
		{"token twice", map[string]string{"DISCORD_TOKEN": "hidden", "DISCORD_TOKEN_FILE": "f"}, "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: remove one"},
		{"corpus that is missing", map[string]string{"CORPUS_DIR": "nowhere"}, `CORPUS_DIR is "nowhere": no such file or directory; name a folder`},
		{"corpus that is a file", map[string]string{"CORPUS_DIR": "a-file"}, `CORPUS_DIR is "a-file", which is not a folder`},
	}
	t.Chdir(t.TempDir())
	write(t, "a-file", "x")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := loadConfig(environment(tt.values), t.Logf)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got error %v, want one with %q", err, tt.want)
			}
			if strings.Contains(err.Error(), "hidden") {
				t.Errorf("the error shows the token: %v", err)
			}
			if code := conclude(new(strings.Builder), err); code != exitUsage {
				t.Errorf("exit code %d, want %d", code, exitUsage)
			}
		})
	}
}

func TestABadDotenvIsReportedByItsLineWithoutItsContent(t *testing.T) {
	t.Chdir(t.TempDir())
	for file, line := range map[string]int{
		strings.Repeat("hidden-\n", 300):                           1,
		"MODEL=m\n" + `VERIFY="` + strings.Repeat("hidden\n", 300): 2,
		"this is not a setting\nDISCORD_TOKEN=hidden\n":            1,
		"# 令牌\n\nDISCORD_TOKEN=hidden\nhidden令牌\nMODEL=m\n":        4,
		"MODEL=m\r\nDISCORD_TOKEN=\"hidden\r\nVERIFY=model\r\n":    2,
		"MODEL='a\nb'\nDISCORD_TOKEN hidden":                       3,
	} {
		write(t, ".env", file)
		_, err := loadConfig(environment(nil), t.Logf)
		want := fmt.Sprintf("reading .env: line %d is not of the form KEY=value; .env.example shows each key", line)
		if err == nil || err.Error() != want {
			t.Errorf("%.80q: got error %v, want %s", file, err, want)
		}
	}
	write(t, ".env", strings.Repeat("MODEL=hidden\n", 1<<13))
	if _, err := loadConfig(environment(nil), t.Logf); err == nil || !strings.Contains(err.Error(), "reading .env: it is larger than 64 KiB") {
		t.Errorf("of a large file: %v", err)
	}
}

func TestKeysThatAreNoSettingsAreNamedByTheirLineWithoutTheirValue(t *testing.T) {
	for name, tc := range map[string]struct {
		file string
		want []string
	}{
		"a key that is mistyped": {"\ufeff# DISCORD_TOKN=hidden\r\n\r\n export DISCORD_TOKN = hidden\r\n",
			[]string{".env, line 3: DISCORD_TOKN is not a setting; write DISCORD_TOKEN, if that is meant"}},
		"a key of another program": {"MODEL=m\nOPENAI_API_KEY: hidden\n",
			[]string{".env, line 2: OPENAI_API_KEY is not a setting; remove it, if it is meant for Footnote; .env.example lists every setting"}},
		"a key that begins another": {"POSTGRES_DB_NAME=x\nPOSTGRES_DB=x\n",
			[]string{".env, line 1: POSTGRES_DB_NAME is not", ".env, line 2: POSTGRES_DB is not"}},
		"a secret without its key": {"c2hidden01==\n", []string{".env, line 1: what stands before the = is not a setting"}},
		"below Chinese":            {"MODEL='模型\n二'\nMODLE=令牌hidden\n", []string{".env, line 3: MODLE is not a setting; write MODEL"}},
		"many of them": {"A_A=\nB_B=\nC_C=\nD_D=\nE_E=\n",
			[]string{"line 1: A_A", "line 2: B_B", "line 3: C_C", ".env has 2 more keys that are not settings; `footnote doctor` lists them"}},
		"none": {"MODEL=m\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, ".env", tc.file)
			var got []string
			_, err := loadConfig(environment(nil), func(format string, args ...any) { got = append(got, fmt.Sprintf(format, args...)) })
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(tc.want) {
				t.Fatalf("it says %q", got)
			}
			for i, want := range tc.want {
				if !strings.Contains(got[i], want) || strings.Contains(got[i], "hidden") {
					t.Errorf("it says %q, want %q", got[i], want)
				}
			}
		})
	}
}

func TestConfigPrintsEveryKeyAndNoSecret(t *testing.T) {
	c := Config{DataDir: "./data", MaxDocumentBytes: 5, DiscordToken: "hidden", ModelKey: "hidden", EmbedKey: "hidden"}
	got := c.String()
	for _, key := range configKeys() {
		if !strings.Contains(got, key+"=") {
			t.Errorf("%s is not printed", key)
		}
	}
	for _, text := range []string{got, fmt.Sprint(c), fmt.Sprintf("%+v %#v", c, c)} {
		if strings.Contains(text, "hidden") {
			t.Errorf("the token is printed: %s", text)
		}
	}
	if !strings.Contains(got, "DISCORD_TOKEN=(set)\n") {
		t.Errorf("that the token is set is not printed: %s", got)
	}
}

func TestTheExampleHoldsTheKeysOfTheConfig(t *testing.T) {
	data, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range regexp.MustCompile(`(?m)^#?([A-Z_]+)=`).FindAllStringSubmatch(string(data), -1) {
		keys = append(keys, m[1])
	}
	want := configKeys()
	slices.Sort(want)
	slices.Sort(keys)
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("keys of Config (-) and of .env.example (+):\n%s", diff)
	}
}

func TestTheExampleHoldsTheDefaults(t *testing.T) {
	data, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	values := make(map[string]string)
	for _, m := range regexp.MustCompile(`(?m)^#?([A-Z_]+)=(.+)`).FindAllStringSubmatch(string(data), -1) {
		values[m[1]] = m[2]
	}
	stated, _, err := parse(values)
	defaults, _, _ := parse(map[string]string{})
	if diff := cmp.Diff(defaults.String(), stated.String()); err != nil || diff != "" {
		t.Errorf("%v: defaults of Config (-) and of .env.example (+):\n%s", err, diff)
	}
}

func TestDiscordTokenComesFromTheVariableOrTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	write(t, file, " from-file \n")
	empty := filepath.Join(t.TempDir(), "empty")
	write(t, empty, "\n")
	tests := []struct {
		name   string
		config Config
		want   string
		failed bool
	}{
		{"variable", Config{DiscordToken: "from-variable"}, "from-variable", false},
		{"file", Config{DiscordTokenFile: file}, "from-file", false},
		{"empty file", Config{DiscordTokenFile: empty}, "", true},
		{"missing file", Config{DiscordTokenFile: "nowhere"}, "", true},
		{"neither", Config{}, "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.config.discordToken()
			if got != tt.want || (err != nil) != tt.failed {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestByteSizeReadsNumbersAndUnits(t *testing.T) {
	for text, want := range map[string]byteSize{
		"1": 1, "1048576": 1 << 20, "64MiB": 64 << 20, "64 mib": 64 << 20, "2GB": 2e9, "3kb": 3000, "9B": 9,
		"": 0, "MiB": 0, "-1": 0, "1.5MiB": 0, "1TiB": 0,
	} {
		var got byteSize
		err := got.UnmarshalText([]byte(text))
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: got %d, %v, want %d", text, got, err, want)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
