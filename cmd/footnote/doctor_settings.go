package main

import "maps"

// readSettings reads the settings as far as they can be read: one that cannot has its
// default, and each thing that is wrong is a check.
func readSettings(getenv func(string) (string, bool)) (Config, []check) {
	var checks []check
	file, err := readDotenv()
	if err != nil {
		checks = append(checks, failedSetting(err))
	}
	for _, s := range file.strays() {
		checks = append(checks, doubtful(s.remedy(), "%s", s.what()))
	}
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

func whence(file dotenvFile) string {
	if file.values == nil {
		return "there is no " + dotenv + " here"
	}
	return dotenv + " holds " + plural(len(file.values), "key", "keys")
}
