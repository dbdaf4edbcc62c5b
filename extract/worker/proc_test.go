package worker

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// children are the running processes that pid started: all, or those with
// mark in their environment.
func children(t testing.TB, pid int, mark string) []int {
	t.Helper()
	if runtime.GOOS != "linux" {
		return nil
	}
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	var found []int
	for _, stat := range stats {
		child, err := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
		if err != nil || parentOf(child) != pid || !running(child) {
			continue
		}
		env, err := os.ReadFile("/proc/" + strconv.Itoa(child) + "/environ")
		if err != nil || !slices.Contains(strings.Split(string(env), "\x00"), mark) && mark != "" {
			continue
		}
		found = append(found, child)
	}
	return found
}

// fields after the command's name of /proc/PID/stat: state, parent, …
func statFields(pid int) []string {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return nil
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	return strings.Fields(rest)
}

func parentOf(pid int) int {
	f := statFields(pid)
	if len(f) < 2 {
		return 0
	}
	parent, err := strconv.Atoi(f[1])
	if err != nil {
		return 0
	}
	return parent
}

// running: there, and not a corpse that nobody has reaped.
func running(pid int) bool {
	f := statFields(pid)
	return len(f) > 0 && f[0] != "Z" && f[0] != "X"
}
