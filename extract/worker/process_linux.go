package worker

import (
	"bytes"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// bindAddressSpace: the race detector maps terabytes, see race.go.
const bindAddressSpace = !raceDetector

func redirect(from, to int) error { return unix.Dup3(from, to, 0) }

// attributes: a worker dies with its parent, even when that is killed, and is
// in a process group of its own, so that an interrupt from the terminal goes
// to the parent, which decides.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}

// preferForKill makes a worker the first that the kernel kills when the whole
// machine is out of memory. It is a wish: failure changes nothing.
func preferForKill(pid int) {
	_ = os.WriteFile("/proc/"+strconv.Itoa(pid)+"/oom_score_adj", []byte("1000"), 0)
}

// residentMemory is what a process has in memory, in bytes; 0 when unknown.
func residentMemory(pid int) int64 {
	statm, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(statm) // size resident shared …, in pages
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
