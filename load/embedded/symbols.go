package embedded

import (
	"fmt"
	"runtime"
	"unsafe"

	"github.com/ebitengine/purego"
)

// library holds the functions of libchdb that are used. Handles are uintptr:
// they point to memory of the library that Go must not follow or move.
type library struct {
	path string

	version           func() string
	setSignalHandlers func(enabled int32)
	connect           func(argc int32, argv **byte) uintptr
	closeConn         func(conn uintptr)

	query func(conn uintptr, query *byte, queryLen uintptr, format *byte, formatLen uintptr,
		names **byte, nameLens *uintptr, values **byte, valueLens *uintptr, params uintptr) uintptr
	streamQuery func(conn uintptr, query *byte, queryLen uintptr, format *byte, formatLen uintptr,
		names **byte, nameLens *uintptr, values **byte, valueLens *uintptr, params uintptr) uintptr
	streamFetch   func(conn, result uintptr) uintptr
	streamCancel  func(conn, result uintptr)
	destroyResult func(result uintptr)
	resultBuffer  func(result uintptr) uintptr
	resultLength  func(result uintptr) uintptr
	resultError   func(result uintptr) uintptr

	insert func(conn uintptr, query *byte, queryLen uintptr, format *byte, formatLen uintptr,
		names **byte, nameLens *uintptr, values **byte, valueLens *uintptr, params uintptr) uintptr
	classify func(conn uintptr, query *byte, queryLen uintptr, database *byte, databaseLen uintptr, out *analysis) int32

	insertAppend  func(stream uintptr, data *byte, length uintptr) int32
	insertDone    func(stream uintptr) uintptr
	insertCancel  func(stream uintptr)
	insertError   func(stream uintptr) uintptr
	insertDestroy func(stream uintptr)
}

// analysis is what the engine's own parser says of a statement without running
// it (chdb_query_analysis_v1).
type analysis struct {
	size       uint32
	statements uint32
	_          uint32 // flags
	class      uint32
}

// classes of statements, ascending by how restricted they are.
const (
	classReadOnly = 0
	classUnknown  = 4
)

// openLibrary loads the shared library at path and binds its functions.
func openLibrary(path string) (*library, error) {
	handle, err := purego.Dlopen(path, purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	lib := &library{path: path}
	for _, s := range []struct {
		name string
		fn   any
	}{
		{"chdb_version", &lib.version},
		{"chdb_set_signal_handlers_enabled", &lib.setSignalHandlers},
		{"chdb_connect", &lib.connect},
		{"chdb_close_conn", &lib.closeConn},
		{"chdb_query_with_params_n", &lib.query},
		{"chdb_stream_query_with_params_n", &lib.streamQuery},
		{"chdb_stream_fetch_result", &lib.streamFetch},
		{"chdb_stream_cancel_query", &lib.streamCancel},
		{"chdb_destroy_query_result", &lib.destroyResult},
		{"chdb_result_buffer", &lib.resultBuffer},
		{"chdb_result_length", &lib.resultLength},
		{"chdb_result_error", &lib.resultError},
		{"chdb_stream_insert_with_params_n", &lib.insert},
		{"chdb_classify_query_n", &lib.classify},
		{"chdb_stream_append", &lib.insertAppend},
		{"chdb_stream_done", &lib.insertDone},
		{"chdb_stream_cancel_insert", &lib.insertCancel},
		{"chdb_stream_insert_error", &lib.insertError},
		{"chdb_destroy_insert_stream", &lib.insertDestroy},
	} {
		address, err := purego.Dlsym(handle, s.name)
		if err != nil {
			return nil, fmt.Errorf("%s has no %s; a libchdb of 26.7 or later is needed: %w", path, s.name, err)
		}
		purego.RegisterFunc(s.fn, address)
	}
	// A crash handler of chDB would take the signals that the Go runtime
	// needs for preemption and for nil dereferences.
	lib.setSignalHandlers(0)
	return lib, nil
}

// text copies a NUL-terminated string of the library; "" for a null pointer.
func text(p uintptr) string {
	if p == 0 {
		return ""
	}
	n := 0
	for *(*byte)(pointer(p + uintptr(n))) != 0 {
		n++
	}
	return string(unsafe.Slice((*byte)(pointer(p)), n))
}

// bytesAt views n bytes of the library's memory; the caller copies them before
// the result is destroyed.
func bytesAt(p uintptr, n int) []byte {
	if p == 0 || n == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(pointer(p)), n)
}

// pointer turns an address in the library's memory into a pointer. The
// detour over a pointer to the variable says to vet that the address is not
// one of Go's heap, where a uintptr would not keep anything alive.
func pointer(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// start of s's bytes; nil for "".
func start(s string) *byte { return unsafe.StringData(s) }

// parameters are named values in the shape in which the library takes them.
type parameters struct {
	names, values     []*byte
	nameLen, valueLen []uintptr
	pin               runtime.Pinner
}

func bindParameters(values map[string]string) *parameters {
	p := &parameters{}
	for name, value := range values {
		// The library refuses null pointers, and StringData of "" may be one.
		n, v := append([]byte(name), 0), append([]byte(value), 0)
		p.pin.Pin(&n[0])
		p.pin.Pin(&v[0])
		p.names, p.nameLen = append(p.names, &n[0]), append(p.nameLen, uintptr(len(name)))
		p.values, p.valueLen = append(p.values, &v[0]), append(p.valueLen, uintptr(len(value)))
	}
	return p
}

func (p *parameters) release() { p.pin.Unpin() }

func first[T any](s []T) *T {
	if len(s) == 0 {
		return nil
	}
	return &s[0]
}
