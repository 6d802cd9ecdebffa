//go:build !race

package openai_test

const raceDetector = false
