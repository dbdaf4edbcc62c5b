package worker

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"

	"gongkai"
	"gongkai/internal/limits"
)

// memoryVar tells a worker its bound on memory, in bytes. A process that has
// it is a worker; it is not handed on, so that no worker starts workers.
const memoryVar = "GONGKAI_WORKER_MEMORY"

// IsWorker says whether this process was started by a Pool.
func IsWorker() bool { return os.Getenv(memoryVar) != "" }

// Run is the whole life of a worker process: it keeps standard input and
// output for frames, binds memory and stack, and serves until the parent is
// gone. The command given to New must end up here, and the process must end
// when Run returns.
func Run(work Work) error {
	memory, err := strconv.ParseInt(os.Getenv(memoryVar), 10, 64)
	if err != nil || memory <= 0 {
		return &gongkai.Error{
			Op:   "run worker",
			Err:  errors.New("not started by a pool"),
			Hint: "this command is for gongkai itself; use inspect to read a file",
		}
	}
	if err := os.Unsetenv(memoryVar); err != nil {
		return fmt.Errorf("run worker: %w", err)
	}
	in, out, err := takeStreams()
	if err != nil {
		return fmt.Errorf("run worker: %w", err)
	}
	preferForKill(os.Getpid())
	if err := bindProcess(memory); err != nil {
		return fmt.Errorf("run worker: %w", err)
	}
	// The collector works harder before the bound from outside is met, and
	// seldom below it: most documents take a small part of it.
	debug.SetMemoryLimit(memory / 4 * 3)
	debug.SetGCPercent(200)
	debug.SetMaxStack(limits.WorkerStack)
	return Serve(in, out, work)
}
