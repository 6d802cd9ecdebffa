package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"footnote/bot"
)

// A Config is every setting of the program. It is read once, by loadConfig,
// from the environment and from the file .env in the working folder; the
// environment wins. An empty value is the same as none, except that it hides
// the one in .env.
type Config struct {
	CorpusDir         string     `env:"CORPUS_DIR"` // empty means the corpus that ships
	DataDir           string     `env:"DATA_DIR" envDefault:"./data"`
	MaxDocumentBytes  byteSize   `env:"MAX_DOCUMENT_BYTES" envDefault:"64MiB"`
	DropWithdrawn     bool       `env:"DROP_WITHDRAWN"`
	RefreshEvery      interval   `env:"REFRESH_EVERY"` // 0 means never
	RetainDays        days       `env:"RETAIN_DAYS" envDefault:"30"`
	Model             string     `env:"MODEL"` // empty means none, "auto" one of a local Ollama's
	ModelURL          string     `env:"MODEL_URL"`
	ModelKey          secret     `env:"MODEL_KEY"`
	ModelKeyFile      string     `env:"MODEL_KEY_FILE"`
	ModelTimeout      timeLimit  `env:"MODEL_TIMEOUT" envDefault:"45s"`
	ModelContext      tokens     `env:"MODEL_CONTEXT" envDefault:"6000"`
	Verify            string     `env:"VERIFY"` // empty, or "model"
	TokensPerQuestion tokens     `env:"TOKENS_PER_QUESTION" envDefault:"40000"`
	TokensPerUser     tokens     `env:"TOKENS_PER_USER" envDefault:"500000"`
	TokensPerDay      tokens     `env:"TOKENS_PER_DAY" envDefault:"5000000"`
	OllamaHost        string     `env:"OLLAMA_HOST"`
	EmbedModel        string     `env:"EMBED_MODEL"` // empty means vectors learned from the corpus
	EmbedURL          string     `env:"EMBED_URL"`   // empty means ModelURL
	EmbedKey          secret     `env:"EMBED_KEY"`
	EmbedDimensions   dimensions `env:"EMBED_DIMENSIONS"` // 0 means the model's own
	EmbedQuery        string     `env:"EMBED_QUERY_PREFIX"`
	EmbedPassage      string     `env:"EMBED_PASSAGE_PREFIX"`
	EmbedTimeout      timeLimit  `env:"EMBED_TIMEOUT" envDefault:"800ms"`
	DiscordToken      secret     `env:"DISCORD_TOKEN"`
	DiscordTokenFile  string     `env:"DISCORD_TOKEN_FILE"`
	DiscordGuildID    string     `env:"DISCORD_GUILD_ID"`
	DiscordModerators string     `env:"DISCORD_MODERATORS_CHANNEL"` // the ID of a channel
	DiscordDigest     string     `env:"DISCORD_DIGEST_CHANNEL"`     // the same
	MessageContent    bool       `env:"DISCORD_MESSAGE_CONTENT"`
	LogLevel          slog.Level `env:"LOG_LEVEL" envDefault:"info"`
	NoColor           string     `env:"NO_COLOR"` // any value means no colour, see no-color.org

	OwnerIDs            userList    `env:"OWNER_IDS"` // beside the application's owner or team
	DiscordUserLimit    rate        `env:"DISCORD_USER_LIMIT" envDefault:"20/h"`
	DiscordRoleLimits   rates       `env:"DISCORD_ROLE_LIMITS"`
	DiscordChannelLimit rate        `env:"DISCORD_CHANNEL_LIMIT" envDefault:"100/h"`
	DiscordDayLimit     rate        `env:"DISCORD_DAY_LIMIT" envDefault:"1000/d"`
	DiscordChannels     channelList `env:"DISCORD_CHANNELS"` // empty means all
	DiscordRoles        roleList    `env:"DISCORD_ROLES"`    // empty means everybody
}

// config reads the settings, and warns of what is none.
func (p *program) config() (Config, error) { return loadConfig(p.getenv, p.warn) }

// loadConfig reads the settings, and warns of keys in .env that are none. An error names
// the key and the remedy; it never shows the value of a secret.
func loadConfig(getenv func(string) (string, bool), warn func(format string, args ...any)) (Config, error) {
	file, err := readDotenv()
	if err != nil {
		return Config{}, err
	}
	warnOfStrays(file.strays(), warn)
	c, _, err := parse(valuesOf(getenv, file))
	if err != nil {
		return Config{}, usageError{err}
	}
	return c, c.check()
}

// valuesOf returns the values of the settings: the environment wins over the file.
func valuesOf(getenv func(string) (string, bool), file dotenvFile) map[string]string {
	values := make(map[string]string)
	for _, key := range configKeys() {
		if v, ok := getenv(key); ok {
			values[key] = v
		} else if v, ok := file.values[key]; ok {
			values[key] = v
		}
	}
	return values
}

// parse reads the values. An error is of one key, which is returned, too.
func parse(values map[string]string) (c Config, key string, err error) {
	if err = env.ParseWithOptions(&c, env.Options{Environment: values}); err != nil {
		key, err = explain(err, values)
	}
	return c, key, err
}

// explain turns what env says of a Go field into what is wrong with which key.
func explain(err error, values map[string]string) (key string, _ error) {
	var bad env.ParseError
	if !errors.As(err, &bad) {
		return "", err
	}
	field, _ := reflect.TypeFor[Config]().FieldByName(bad.Name)
	key = field.Tag.Get("env")
	switch field.Type {
	case reflect.TypeFor[slog.Level]():
		return key, fmt.Errorf("%s is %q: write debug, info, warn or error", key, values[key])
	case reflect.TypeFor[bool]():
		return key, fmt.Errorf("%s is %q: write true or false", key, values[key])
	default:
		return key, fmt.Errorf("%s is %q: %w", key, values[key], bad.Err)
	}
}

func (c Config) check() error {
	for _, check := range []func() error{c.checkDiscord, c.checkModels, c.checkCorpus} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (c Config) checkDiscord() error {
	if c.DiscordToken != "" && c.DiscordTokenFile != "" {
		return usagef("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: remove one of them")
	}
	if err := checkID("DISCORD_GUILD_ID", c.DiscordGuildID, "Copy Server ID"); err != nil {
		return err
	}
	if err := checkID("DISCORD_MODERATORS_CHANNEL", c.DiscordModerators, "Copy Channel ID"); err != nil {
		return err
	}
	return checkID("DISCORD_DIGEST_CHANNEL", c.DiscordDigest, "Copy Channel ID")
}

func (c Config) checkCorpus() error {
	if c.CorpusDir == "" {
		return nil
	}
	info, err := os.Stat(c.CorpusDir)
	if err == nil && info.IsDir() {
		_, err = os.ReadDir(c.CorpusDir)
	}
	if err != nil {
		return usagef("CORPUS_DIR is %q: %w; name a folder of documents, or leave it empty for the corpus that ships", c.CorpusDir, errors.Unwrap(err))
	}
	if !info.IsDir() {
		return usagef("CORPUS_DIR is %q, which is not a folder: name the folder that holds the documents", c.CorpusDir)
	}
	return nil
}

// checkID returns what is wrong with an ID of Discord's, which a menu entry there gives.
func checkID(key, id, menu string) error {
	if id != "" && !isID(id) {
		return usagef("%s is %q: write the number that %q gives in Discord's developer mode", key, id, menu)
	}
	return nil
}

// String lists the settings as KEY=value lines, secrets left out.
func (c Config) String() string {
	var b strings.Builder
	v := reflect.ValueOf(c)
	for i, key := range configKeys() {
		fmt.Fprintf(&b, "%s=%v\n", key, v.Field(i).Interface())
	}
	return b.String()
}

// configKeys lists the keys in the order of the fields.
func configKeys() []string {
	t := reflect.TypeFor[Config]()
	keys := make([]string, t.NumField())
	for i := range keys {
		keys[i] = t.Field(i).Tag.Get("env")
	}
	return keys
}

// discordToken returns the token, from the variable or from the file.
func (c Config) discordToken() (string, error) {
	token, err := secretIn("DISCORD_TOKEN", c.DiscordToken, c.DiscordTokenFile, "bot's token")
	if token == "" && err == nil {
		return "", usagef("DISCORD_TOKEN is empty: set it, or DISCORD_TOKEN_FILE, to the bot's token from https://discord.com/developers/applications")
	}
	return token, err
}

// maxSecretBytes bounds what is read of a secret's file.
const maxSecretBytes = 4096

// secretIn returns a secret, from its variable or from its file.
func secretIn(key string, value secret, file, what string) (string, error) {
	if file == "" {
		return string(value), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", usagef("reading %s_FILE: %w", key, err)
	}
	text := strings.TrimSpace(string(data))
	if text == "" || len(text) > maxSecretBytes || strings.ContainsAny(text, " \n") {
		return "", usagef("%s_FILE is %q, which does not hold one %s: write the %s alone into it", key, file, what[strings.LastIndex(what, " ")+1:], what)
	}
	return text, nil
}

// A secret is never shown, only whether it is there.
type secret string

func (s secret) String() string {
	if s == "" {
		return ""
	}
	return "(set)"
}

// GoString keeps %#v from showing it too.
func (s secret) GoString() string { return strconv.Quote(s.String()) }

// An interval is a time between two refreshes.
type interval time.Duration

// leastInterval keeps the sites that are asked at ease.
const leastInterval = 10 * time.Minute

// UnmarshalText reads 24h or 90m.
func (i *interval) UnmarshalText(text []byte) error {
	d, err := time.ParseDuration(strings.ReplaceAll(string(text), " ", ""))
	if err != nil || d < leastInterval {
		return fmt.Errorf("write a time such as 24h or 90m, at least %d minutes", leastInterval/time.Minute)
	}
	*i = interval(d)
	return nil
}

func (i interval) String() string {
	if i == 0 {
		return ""
	}
	return time.Duration(i).String()
}

// A days is how many days something is kept; 0 means not at all.
type days int

const maxDays = 36500

// UnmarshalText reads a number.
func (d *days) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || n < 0 || n > maxDays {
		return fmt.Errorf("write a number of days, 0 to %d; 0 keeps none", maxDays)
	}
	*d = days(n)
	return nil
}

// A timeLimit is how long something is waited for.
type timeLimit time.Duration

// longestLimit is more than anybody waits.
const longestLimit = time.Hour

// UnmarshalText reads 800ms or 2m.
func (l *timeLimit) UnmarshalText(text []byte) error {
	d, err := time.ParseDuration(strings.ReplaceAll(string(text), " ", ""))
	if err != nil || d < time.Millisecond || d > longestLimit {
		return errors.New("write a time such as 800ms, 30s or 2m")
	}
	*l = timeLimit(d)
	return nil
}

func (l timeLimit) String() string { return time.Duration(l).String() }

// A tokens is a number of them; 0 bounds nothing.
type tokens int

// UnmarshalText reads a number.
func (t *tokens) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || n < 0 || n > bot.MostTokens {
		return errors.New("write a number of tokens; 0 bounds nothing")
	}
	*t = tokens(n)
	return nil
}

// A dimensions is the length of vectors.
type dimensions int

const maxDimensions = 1 << 16

// UnmarshalText reads a number.
func (d *dimensions) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || n < 1 || n > maxDimensions {
		return errors.New("write a number of dimensions that the model has, or leave it empty for its own")
	}
	*d = dimensions(n)
	return nil
}

// A byteSize is a number of bytes, written plainly or with a unit.
type byteSize int64

var byteUnits = []struct {
	suffix string
	bytes  int64
}{
	{"KIB", 1 << 10}, {"MIB", 1 << 20}, {"GIB", 1 << 30}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1},
}

// UnmarshalText reads 1048576, 64MiB or 64 MB.
func (s *byteSize) UnmarshalText(text []byte) error {
	number, unit := strings.ToUpper(strings.TrimSpace(string(text))), int64(1)
	for _, u := range byteUnits {
		if rest, ok := strings.CutSuffix(number, u.suffix); ok {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 1 || n > math.MaxInt64/unit {
		return errors.New("write a number of bytes, or a size such as 64MiB")
	}
	*s = byteSize(n * unit)
	return nil
}
