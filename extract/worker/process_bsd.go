//go:build unix && !linux

package worker

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// bindAddressSpace: macOS refuses or ignores RLIMIT_AS.
const bindAddressSpace = false

func redirect(from, to int) error { return unix.Dup2(from, to) }

// attributes: see process_linux.go; a parent's death is noticed here by the
// end of standard input alone.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func preferForKill(int) {}

// residentMemory is what a process has in memory, in bytes; 0 when unknown.
func residentMemory(pid int) int64 {
	out, err := exec.Command("ps", "-o", "rss=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return 0
	}
	kib, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	if err != nil {
		return 0
	}
	return kib << 10
}
