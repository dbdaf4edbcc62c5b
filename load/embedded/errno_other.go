//go:build !unix

package embedded

// libchdb exists for Linux and macOS only; elsewhere the program builds and
// talks to servers.

func noSpace(error) bool   { return false }
func readOnly(error) bool  { return false }
func notFolder(error) bool { return false }
