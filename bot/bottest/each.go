package bottest

import "testing"

// each runs the tests of a contract, by their names. Each opens one of its own.
func each[T any](t *testing.T, open func(*testing.T) T, tests map[string]func(*testing.T, T)) {
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}
