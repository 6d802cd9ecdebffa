//go:build race

package discord

// raceDetector says that the program is watched for data races, which makes it
// several times slower.
const raceDetector = true
