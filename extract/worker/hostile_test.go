package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai"
)

// parentVar makes the test binary a parent that is to be killed; see
// TestWorkersDieWithTheirParent.
const parentVar = "GONGKAI_WORKER_TEST_PARENT"

// readerVar tells a worker which of two readers it is; see TestPair.
const readerVar = "GONGKAI_WORKER_TEST_READER"

// TestMain lets the test binary be its own worker. A worker never gets as far
// as running tests, so this cannot recurse.
func TestMain(m *testing.M) {
	switch {
	case IsWorker() && os.Getenv("GONGKAI_WORKER_TEST_MUTE") != "":
		fmt.Fprintln(os.Stderr, "unknown command")
		os.Exit(1)
	case IsWorker():
		if err := Run(Work{Read: behave, Render: picture}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	case os.Getenv(parentVar) != "":
		hangingParent()
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// behave reads documents that say what is to be done to their reader.
func behave(ctx context.Context, data []byte, pages []int) *gongkai.Document {
	order, argument, _ := strings.Cut(string(data), " ")
	switch reader := os.Getenv(readerVar); {
	case reader == "second" && order != "both":
		order = "" // reads everything
	case string(data) == "both crashed":
		order = "exit"
	}
	if pages != nil { // what was asked for comes back
		return &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.StatusOK, Reason: fmt.Sprint(pages)}, PageCount: len(data), Reader: os.Getenv(readerVar)}
	}
	switch order {
	case "status", "both":
		status, reason, _ := strings.Cut(argument, " ")
		return &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.Status(status), Reason: reason}, Reader: os.Getenv(readerVar)}
	case "hang":
		select {} // deaf to ctx
	case "obey":
		<-ctx.Done()
		return good(data) // a part only, as far as anybody knows
	case "spin":
		for i := 0; ; i++ {
			spun += i
		}
	case "panic":
		panic(fmt.Sprintf("index out of range [5] with length 3 at 0xc000123450\n%s", strings.Repeat("stack\n", 50)))
	case "panic-elsewhere":
		go func() { panic(errors.New("in another goroutine")) }()
		select {}
	case "exit":
		os.Exit(7)
	case "exit0":
		os.Exit(0)
	case "kill":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	case "allocate":
		for {
			b := make([]byte, 16<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			hoard = append(hoard, b)
		}
	case "reserve": // address space, without touching it
		hoard = append(hoard, make([]byte, 1<<40))
	case "overflow":
		return &gongkai.Document{PageCount: descend(1)}
	case "print":
		fmt.Println("stray print\x00\xff")
		_, _ = syscall.Write(1, []byte("d\x00\x00\x00\x01\x00\x00\x00\x04junk"))
		fmt.Fprintln(os.Stderr, "panic: not really")
		return good(data)
	case "flood":
		line := []byte(strings.Repeat("x", 1<<16))
		for range 1 << 8 {
			_, _ = os.Stderr.Write(line)
		}
		return good(data)
	case "stdin":
		n, _ := io.Copy(io.Discard, os.Stdin)
		return &gongkai.Document{PageCount: int(n)}
	case "half": // half a frame, then the end
		takenOver([]byte("d\x00\x00"))
		os.Exit(0)
	case "half-hang": // half a frame, and nothing after it
		takenOver([]byte("d\x00\x00"))
		select {}
	case "lie": // a frame longer than is allowed
		takenOver([]byte("d\x00\x00\x00\x01\xff\xff\xff\xff"))
		select {}
	case "forge": // an answer to another request
		takenOver([]byte("d\x00\x00\x00\x63\x00\x00\x00\x00"))
		select {}
	case "nothing":
		return nil
	case "leak":
		n, _ := strconv.Atoi(argument)
		b := make([]byte, n<<20)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		hoard = append(hoard, b)
	case "secret":
		doc := good(data)
		doc.Reader = os.Getenv("GONGKAI_TEST_SECRET")
		return doc
	case "large":
		doc := *largeDocument
		doc.Status = gongkai.StatusOK
		return &doc
	case "echo": // without hashing what came
		return &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.StatusOK}}
	case "touchy": // dies in a used worker, reads in a fresh one
		if used {
			os.Exit(9)
		}
	}
	used = true
	return good(data)
}

var (
	hoard [][]byte
	used  bool
	spun  int
)

// good tells which process read the data.
func good(data []byte) *gongkai.Document {
	return &gongkai.Document{
		Outcome:   gongkai.Outcome{Status: gongkai.StatusOK},
		Digest:    gongkai.DigestOf(data),
		PageCount: os.Getpid(),
		Reader:    os.Getenv(readerVar),
	}
}

//go:noinline
func descend(n int) int {
	var pad [1024]byte
	pad[n%len(pad)] = byte(n)
	if n < 0 {
		return 0
	}
	return descend(n+1) + int(pad[(n+1)%len(pad)])
}

// takenOver writes to the frames' descriptor as hostile code could: it is the
// pipe among the first descriptors that is not standard error.
func takenOver(b []byte) {
	for fd := 3; fd < 16; fd++ {
		name, err := os.Readlink("/proc/self/fd/" + strconv.Itoa(fd))
		if err != nil || !strings.HasPrefix(name, "pipe:") {
			continue
		}
		if n, err := syscall.Write(fd, b); err == nil && n == len(b) {
			return
		}
	}
	panic("frames not found")
}

func hangingParent() {
	pool, err := New(Options{Command: []string{os.Args[0]}, Workers: 2})
	if err != nil {
		panic(err)
	}
	for range 2 {
		go func() { _, _ = pool.Read(context.Background(), []byte("hang")) }()
	}
	// One that was not reading anything is left idle by ending another pool's
	// first document.
	idle, err := New(Options{Command: []string{os.Args[0]}, Workers: 1})
	if err != nil {
		panic(err)
	}
	if _, err := idle.Read(context.Background(), []byte("x")); err != nil {
		panic(err)
	}
	time.Sleep(time.Hour)
}
