package embedded

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/gofrs/flock"

	"gongkai"
)

// Engine is chDB running on one folder. Its methods are safe for concurrent use.
type Engine struct {
	dir      string
	lib      *library
	lock     *flock.Flock
	version  string
	timezone string

	// keep is a session that is never handed out: the library shuts the
	// engine down when the last one is closed.
	keep *session

	mu     sync.Mutex
	closed bool
	idle   []*session
	// streams are results whose body nobody has closed yet.
	streams map[*stream]struct{}
	busy    sync.WaitGroup
}

// Database is the database of a warehouse's tables, made when it is not there.
// chDB's own default database also shows the files of the working directory as
// tables, which nobody expects of a warehouse.
const Database = "gongkai"

// maxIdle sessions are kept for reuse; one costs some hundred kilobytes.
const maxIdle = 4

// errClosed is what a statement meets after Close.
var errClosed = errors.New("the embedded warehouse is closed")

// running is the one engine of this process.
var running struct {
	sync.Mutex
	dir string
}

// Open starts the engine on dir, which is made when it is not there. The
// errors are *gongkai.Error: no library, a folder that cannot be written, and
// one that wraps gongkai.ErrLocked when another process owns the folder. A
// process can have one Engine open at a time.
func Open(dir string) (*Engine, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, &gongkai.Error{Op: "open warehouse", Path: dir, Err: err}
	}
	running.Lock()
	defer running.Unlock()
	if running.dir != "" {
		return nil, &gongkai.Error{Op: "open warehouse", Path: dir,
			Err: fmt.Errorf("%w: this process has %s open, and one process runs one embedded warehouse", gongkai.ErrLocked, running.dir)}
	}
	lib, err := loadLibrary()
	if err != nil {
		return nil, err
	}
	if err := prepare(dir); err != nil {
		return nil, err
	}
	held, err := lock(dir)
	if err != nil {
		return nil, err
	}
	e := &Engine{dir: dir, lib: lib, lock: held, streams: map[*stream]struct{}{}}
	if err := e.start(); err != nil {
		return nil, errors.Join(err, held.Unlock())
	}
	running.dir = dir
	return e, nil
}

func (e *Engine) start() error {
	s, err := e.connect()
	if err != nil {
		return err
	}
	e.keep = s
	if _, err := s.query("CREATE DATABASE IF NOT EXISTS "+Database+" ENGINE = Atomic", "Null", nil); err != nil {
		s.close()
		return &gongkai.Error{Op: "open warehouse", Path: e.dir, Err: err}
	}
	for query, out := range map[string]*string{"SELECT version()": &e.version, "SELECT timezone()": &e.timezone} {
		data, err := s.query(query, "TSVRaw", nil)
		if err != nil {
			s.close()
			return &gongkai.Error{Op: "open warehouse", Path: e.dir, Err: err}
		}
		*out = strings.TrimSpace(string(data))
	}
	if e.timezone == "Etc/UTC" || e.timezone == "Etc/UCT" {
		// The same zone under the one name that Go knows without tzdata.
		e.timezone = "UTC"
	}
	return nil
}

// Dir is the folder, absolute.
func (e *Engine) Dir() string { return e.dir }

// Timezone of the engine, such as "UTC".
func (e *Engine) Timezone() string { return e.timezone }

// Version of ClickHouse inside, such as "26.7.2.1".
func (e *Engine) Version() string { return e.version }

// Close ends open results, waits for running statements, shuts the engine down
// and gives the folder free. It may be called more than once.
func (e *Engine) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil
	}
	e.closed = true
	open := maps.Clone(e.streams)
	e.mu.Unlock()

	for s := range open {
		s.end()
	}
	e.busy.Wait()

	e.mu.Lock()
	idle := e.idle
	e.idle = nil
	e.mu.Unlock()
	for _, s := range idle {
		s.close()
	}
	running.Lock()
	defer running.Unlock()
	e.keep.close()
	running.dir = ""
	if err := e.lock.Unlock(); err != nil {
		return &gongkai.Error{Op: "close warehouse", Path: e.dir, Err: err}
	}
	return nil
}

// connect opens a session.
func (e *Engine) connect() (*session, error) {
	// Where standard error is a terminal the engine logs to it, its own harmless
	// complaints about threads that it did not start as <Fatal>; what fails comes
	// back as an error anyway.
	arguments := [][]byte{[]byte("clickhouse\x00"), []byte("--path=" + e.dir + "\x00"), []byte("--log-level=none\x00")}
	argv := make([]*byte, len(arguments))
	var pin runtime.Pinner
	defer pin.Unpin()
	for i := range arguments {
		argv[i] = &arguments[i][0]
		pin.Pin(argv[i])
	}
	handle := e.lib.connect(int32(len(argv)), &argv[0])
	if handle == 0 {
		// The library says why on the standard error only; the usual reason
		// is found by trying to write.
		if err := prepare(e.dir); err != nil {
			return nil, err
		}
		return nil, &gongkai.Error{Op: "open warehouse", Path: e.dir,
			Err:  errors.New("the engine did not start on this folder"),
			Hint: "is it a folder that gongkai made? it wants one of its own"}
	}
	return &session{lib: e.lib, handle: handle, settings: map[string]string{}, database: "default"}, nil
}

// acquire gives a session for one statement, a new one when asked; release
// returns it.
func (e *Engine) acquire(ctx context.Context, fresh bool) (*session, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil, errClosed
	}
	e.busy.Add(1)
	if n := len(e.idle); n > 0 && !fresh {
		s := e.idle[n-1]
		e.idle = e.idle[:n-1]
		e.mu.Unlock()
		return s, nil
	}
	e.mu.Unlock()
	s, err := e.connect()
	if err != nil {
		e.busy.Done()
		return nil, err
	}
	return s, nil
}

func (e *Engine) release(s *session) {
	e.mu.Lock()
	keep := !e.closed && !s.broken && len(e.idle) < maxIdle
	if keep {
		e.idle = append(e.idle, s)
	}
	e.mu.Unlock()
	if !keep {
		s.close()
	}
	e.busy.Done()
}
