package main

import (
	"maps"
	"slices"
	"strings"

	"footnote/corpus"
)

// readSettings reads the settings as far as they can be read: one that cannot has its
// default, and each thing that is wrong is a check.
func readSettings(getenv func(string) (string, bool)) (Config, []check) {
	var checks []check
	file, err := readDotenv()
	if err != nil {
		checks = append(checks, failedSetting(err))
	}
	checks = append(checks, unknownKeys(file)...)
	values := valuesOf(getenv, file)
	maps.DeleteFunc(values, func(_, v string) bool { return v == "" })
	set := len(values)
	c, key, err := parse(values)
	for err != nil && key != "" {
		checks = append(checks, failedSetting(err))
		delete(values, key)
		c, key, err = parse(values)
	}
	if err := c.checkDiscord(); err != nil {
		checks = append(checks, failedSetting(err))
		c.DiscordGuildID = "" // whatever of them it is: nothing more can be said of it
	}
	if err := c.checkModels(); err != nil {
		checks = append(checks, failedSetting(err))
	}
	if len(checks) == 0 {
		checks = append(checks, fine("%s; %s", plural(set, "setting is made", "settings are made"), whence(file)))
	}
	return c, checks
}

func whence(file map[string]string) string {
	if file == nil {
		return "there is no " + dotenv + " here"
	}
	return dotenv + " holds " + plural(len(file), "key", "keys")
}

// unknownKeys are the checks of the keys of .env that are none of ours. Their values
// are not shown: they may be secrets all the same.
func unknownKeys(file map[string]string) []check {
	keys := configKeys()
	var checks []check
	for _, key := range slices.Sorted(maps.Keys(file)) {
		if slices.Contains(keys, key) {
			continue
		}
		remedy := "remove it, if it is meant for Footnote; .env.example lists every setting"
		if like := nearestKey(key, keys); like != "" {
			remedy = "write " + like + ", if that is meant"
		}
		checks = append(checks, doubtful(remedy, "%s holds %s, which is not a setting", dotenv, key))
	}
	return checks
}

// nearestKey returns the key that differs the least from a name, or nothing where all
// differ in more than a quarter of it.
func nearestKey(name string, keys []string) string {
	name = strings.ToUpper(name)
	best, least := "", (len(name)+3)/4+1
	for _, key := range keys {
		if n := corpus.EditDistance(name, key); n < least {
			best, least = key, n
		}
	}
	return best
}
