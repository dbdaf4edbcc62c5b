//go:build unix

package worker

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"gongkai/internal/limits"
)

// takeStreams moves standard input and output to descriptors of their own.
// What prints to standard output, C code included, lands on standard error;
// what reads standard input gets nothing.
func takeStreams() (in, out *os.File, err error) {
	input, err := unix.FcntlInt(0, unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, nil, fmt.Errorf("keep standard input: %w", err)
	}
	output, err := unix.FcntlInt(1, unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, nil, fmt.Errorf("keep standard output: %w", err)
	}
	null, err := unix.Open(os.DevNull, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, nil, &os.PathError{Op: "open", Path: os.DevNull, Err: err}
	}
	if err := redirect(null, 0); err != nil {
		return nil, nil, fmt.Errorf("redirect standard input: %w", err)
	}
	if err := redirect(2, 1); err != nil {
		return nil, nil, fmt.Errorf("redirect standard output: %w", err)
	}
	return os.NewFile(uintptr(input), "requests"), os.NewFile(uintptr(output), "answers"), nil
}

// bindProcess sets the bounds that hold even when the parent does not look:
// address space, and no core dumps of gigabytes.
func bindProcess(memory int64) error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("bound core dumps: %w", err)
	}
	if !bindAddressSpace {
		return nil
	}
	most := uint64(memory) + limits.WorkerAddressSpace
	var now unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_AS, &now); err != nil {
		return fmt.Errorf("bound address space: %w", err)
	}
	if now.Max < most { // somebody bound it tighter
		return nil
	}
	if err := unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: most, Max: most}); err != nil {
		return fmt.Errorf("bound address space: %w", err)
	}
	return nil
}
