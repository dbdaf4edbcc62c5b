package embedded

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"maps"
)

// session is one connection inside the engine. It runs one statement at a
// time; its owner serialises.
type session struct {
	lib    *library
	handle uintptr
	// settings and database are those in force.
	settings map[string]string
	database string
	// broken: its state is not known any more; it is closed, not reused.
	broken bool
}

// connection is the pointer that the statement functions want: the handle
// points to it.
func (s *session) connection() uintptr { return *(*uintptr)(pointer(s.handle)) }

func (s *session) close() {
	if s.handle != 0 {
		s.lib.closeConn(s.handle)
		s.handle = 0
	}
}

// exception is an error of the engine, in the words of a ClickHouse server:
// "Code: 47. DB::Exception: … (UNKNOWN_IDENTIFIER)".
type exception string

func (e exception) Error() string { return string(e) }

var codePattern = regexp.MustCompile(`^Code:\s*(\d+)`)

// newException takes what the library says; errors of its own have no code.
func newException(message string) exception {
	if !codePattern.MatchString(message) {
		message = "Code: 1002. DB::Exception: " + message // UNKNOWN_EXCEPTION
	}
	return exception(message)
}

func (e exception) code() string {
	if m := codePattern.FindStringSubmatch(string(e)); m != nil {
		return m[1]
	}
	return "1002"
}

// outcome takes a result's error, or nil.
func (s *session) outcome(result uintptr) error {
	if result == 0 {
		return newException("the engine gave no result")
	}
	if message := text(s.lib.resultError(result)); message != "" {
		return newException(message)
	}
	return nil
}

// query runs a statement and copies its whole result.
func (s *session) query(sql, format string, params map[string]string) ([]byte, error) {
	p := bindParameters(params)
	defer p.release()
	result := s.lib.query(s.connection(), start(sql), uintptr(len(sql)), start(format), uintptr(len(format)),
		first(p.names), first(p.nameLen), first(p.values), first(p.valueLen), uintptr(len(p.names)))
	runtime.KeepAlive(p)
	defer s.lib.destroyResult(result)
	if err := s.outcome(result); err != nil {
		return nil, err
	}
	return bytes.Clone(bytesAt(s.lib.resultBuffer(result), int(s.lib.resultLength(result)))), nil
}

// begin starts a statement whose result is fetched in chunks. Only SELECT can;
// for others the engine refuses and streamable is false.
func (s *session) begin(sql, format string, params map[string]string) (handle uintptr, streamable bool, err error) {
	p := bindParameters(params)
	defer p.release()
	handle = s.lib.streamQuery(s.connection(), start(sql), uintptr(len(sql)), start(format), uintptr(len(format)),
		first(p.names), first(p.nameLen), first(p.values), first(p.valueLen), uintptr(len(p.names)))
	runtime.KeepAlive(p)
	if err := s.outcome(handle); err != nil {
		if handle != 0 {
			s.lib.destroyResult(handle)
		}
		return 0, !strings.Contains(err.Error(), "Streaming query is not supported"), err
	}
	return handle, true, nil
}

// fetch copies the next chunk; an empty one is the end.
func (s *session) fetch(handle uintptr) ([]byte, error) {
	chunk := s.lib.streamFetch(s.connection(), handle)
	defer s.lib.destroyResult(chunk)
	if err := s.outcome(chunk); err != nil {
		return nil, err
	}
	return bytes.Clone(bytesAt(s.lib.resultBuffer(chunk), int(s.lib.resultLength(chunk)))), nil
}

// insertChunk is how much of a body goes to the engine at once; the engine
// copies it and holds back the sender when it is behind.
const insertChunk = 1 << 20

// insert streams data in the given format into an INSERT statement. What was
// not written when the data or the context end early is not written.
func (s *session) insert(ctx context.Context, sql, format string, params map[string]string, data io.Reader) error {
	p := bindParameters(params)
	defer p.release()
	stream := s.lib.insert(s.connection(), start(sql), uintptr(len(sql)), start(format), uintptr(len(format)),
		first(p.names), first(p.nameLen), first(p.values), first(p.valueLen), uintptr(len(p.names)))
	runtime.KeepAlive(p)
	if stream == 0 {
		return newException("the engine gave no insert stream")
	}
	defer s.lib.insertDestroy(stream)
	failed := func() error {
		if message := text(s.lib.insertError(stream)); message != "" {
			return newException(message)
		}
		return nil
	}
	if err := failed(); err != nil {
		return err
	}
	buffer := make([]byte, insertChunk)
	for {
		n, err := io.ReadFull(data, buffer)
		if n > 0 {
			if s.lib.insertAppend(stream, &buffer[0], uintptr(n)) != 0 {
				// done is what carries the reason of a stream that failed.
				return s.finish(stream, failed())
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			s.lib.insertCancel(stream)
			return fmt.Errorf("insert: %w", err)
		}
	}
	return s.finish(stream, nil)
}

func (s *session) finish(stream uintptr, cause error) error {
	result := s.lib.insertDone(stream)
	if result == 0 {
		if cause == nil {
			cause = newException("the insert gave no result")
		}
		return cause
	}
	defer s.lib.destroyResult(result)
	if err := s.outcome(result); err != nil {
		return err
	}
	return cause
}

// settingName is what a setting may be called; it goes into a statement.
var settingName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)

// apply makes settings and database those of the next statement and undoes
// what an earlier one left. database "" means the warehouse's own.
func (s *session) apply(settings map[string]string, database string) error {
	var changes []string
	for name := range s.settings {
		if _, wanted := settings[name]; !wanted {
			changes = append(changes, name+" = DEFAULT")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if old, set := s.settings[name]; set && old == settings[name] {
			continue
		}
		if !settingName.MatchString(name) {
			return newException(fmt.Sprintf("Code: 115. DB::Exception: Unknown setting '%s'. (UNKNOWN_SETTING)", name))
		}
		changes = append(changes, name+" = "+quote(settings[name]))
	}
	if len(changes) > 0 {
		if _, err := s.query("SET "+strings.Join(changes, ", "), "Null", nil); err != nil {
			s.broken = true
			return err
		}
		s.settings = maps.Clone(settings)
	}
	if database == "" {
		database = Database
	}
	if database != s.database {
		if _, err := s.query("USE `"+strings.NewReplacer("\\", "\\\\", "`", "\\`").Replace(database)+"`", "Null", nil); err != nil {
			return err
		}
		s.database = database
	}
	return nil
}

// classify asks the engine's parser what a statement would do.
func (s *session) classify(sql string) analysis {
	a := analysis{size: 16, class: classUnknown}
	if s.lib.classify(s.connection(), start(sql), uintptr(len(sql)), nil, 0, &a) != 0 {
		return analysis{class: classUnknown}
	}
	return a
}

// quote is a ClickHouse string literal.
func quote(value string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(value) + "'"
}
