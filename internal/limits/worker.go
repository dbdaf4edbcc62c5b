package limits

import "time"

// Reading in worker processes. These bounds are the outer wall: a document
// that keeps within the caps on bytes, operators, objects and glyphs never
// meets them.
const (
	// WorkerMemory bounds the resident memory of one worker, in bytes. Reading
	// 103 real disclosures one after another took one worker to 76 MB; ten
	// times that for documents ten times as long, and two workers still fit a
	// machine with 4 GB.
	WorkerMemory = 1 << 30

	// WorkerSecondMemory bounds a worker of the second reader: what one instance
	// of pdfium may take, the file and what was read, and 0.4 GB in which wazero
	// compiles pdfium when it is not in the cache.
	WorkerSecondMemory = 3 << 29

	// WorkerAddressSpace is what a worker may map beyond WorkerMemory without
	// using it: 0.1 GB for the program, 0.2 GB that the Go runtime reserves for
	// page tables and arenas, and room for what the collector has freed but not
	// returned. 2 GiB is generous; resident memory is what is really bounded.
	WorkerAddressSpace = 2 << 30

	// WorkerDeadline is the clock, the last guard. pdfium, the slow reader,
	// does 120 pages a second: the longest disclosure seen (900 pages) takes
	// 7.5 s, 23 s on a machine three times slower; a minute leaves as much
	// again for one that is busy, and is what a document that hangs costs.
	WorkerDeadline = time.Minute

	// WorkerGrace is what a worker gets after the deadline to say so itself,
	// which is cheaper than being replaced: one page takes 10 ms at worst.
	WorkerGrace = 500 * time.Millisecond

	// WorkerStart is how long a new process may take to be ready: 10 ms for
	// ours; 3 s of CPU where pdfium is compiled first, which took 10 s on two busy
	// cores, times six.
	WorkerStart = time.Minute

	// WorkerDocuments is how many documents a process reads before it is
	// replaced, whatever leaks. A start costs some 10 ms: at 500 that is
	// 0.02 ms a document.
	WorkerDocuments = 500

	// WorkerStack bounds one goroutine's stack, in bytes; Go's own bound is
	// 1 GB. A parser that descends 10,000 levels at 1 KB a frame needs 10 MB.
	WorkerStack = 64 << 20

	// WorkerRequest bounds the bytes of one file that is sent to a worker. The
	// largest disclosure seen is 60 MB (scans); a worker holds the file and
	// what it unpacks, so a quarter of its memory.
	WorkerRequest = WorkerMemory / 4

	// WorkerResponse bounds one encoded document. A dense page is 60 KB of
	// cells and text, 5,000 of them 300 MB; 256 MiB holds 4,400 such pages.
	WorkerResponse = 256 << 20

	// WorkerStderr is how much of a worker's last output is kept, in bytes: a
	// panic with one goroutine's stack is 2 to 8 KB.
	WorkerStderr = 16 << 10

	// WorkerReason bounds a crash's reason, in characters: one line for people.
	WorkerReason = 160
)
