package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct {
	JSON bool `name:"json" help:"Print one JSON object."`
}

func (versionCommand) Help() string {
	return `Example:

    footnote version --json

The JSON object has "version", "revision" (of the source, where it is known) and "go".`
}

// A version is what a bug report should say of the program.
type version struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
}

// Run prints the version.
func (cmd versionCommand) Run(p *program) error {
	v := thisVersion()
	if cmd.JSON {
		return p.printJSON(v)
	}
	text := fmt.Sprintf("footnote %s (%s)\n", v.Version, v.Go)
	if v.Revision != "" {
		text = fmt.Sprintf("footnote %s, revision %s (%s)\n", v.Version, v.Revision, v.Go)
	}
	return p.print(text)
}

func thisVersion() version {
	v := version{Version: "development", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Version = info.Main.Version
	}
	modified := false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			modified = s.Value == "true"
		}
	}
	if modified {
		v.Revision += " with changes"
	}
	return v
}
