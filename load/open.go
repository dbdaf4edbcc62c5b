package load

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"go.uber.org/zap"

	"gongkai"
	"gongkai/load/embedded"
	"gongkai/schemas"
)

// Options for Open; the zero value works.
type Options struct {
	// Logger gets what an operator may want to know; nil means none.
	Logger *zap.Logger
	// Password for a server, in place of the one in the address. It comes from
	// the environment, never from a file.
	Password string
	// DialTimeout for a server; 0 means 10 s, which a server across a
	// continent keeps and a missing one is told soon enough.
	DialTimeout time.Duration
	// Cluster is the name of a server's cluster; "" means that it stands alone.
	// Tables are then replicated, the facts spread over shards by document.
	Cluster string
	// BatchRows per insert; 0 means DefaultBatchRows.
	BatchRows int
}

// DefaultBatchRows per insert: a row of fact_amount, the widest table, takes
// about 200 bytes as columns and as much again encoded; three batches are on
// their way at most, so that they stay below 350,000 x 800 B = 280 MB, while a
// part per 350,000 rows keeps merges few: with a third of that the engine takes
// a third more processor time.
const DefaultBatchRows = 350_000

// Warehouse is an open connection. Its methods are safe for concurrent use.
type Warehouse struct {
	conn      driver.Conn
	engine    *embedded.Engine
	name      string
	log       *zap.Logger
	batchRows int
	cluster   string

	// loading is held for reading by every load, so that Prune does not take
	// the rows of one that is not published yet.
	loading sync.RWMutex

	// schema gives the migrations; a test may have others.
	schema func() ([]schemas.Migration, error)
	// http says that inserts go over ClickHouse's HTTP interface, embedded or
	// not.
	http bool
	mu   sync.Mutex
	// inserting are settings of inserts.
	inserting clickhouse.Settings
	// drawn is the time of the last attempt's numbers.
	drawn uint64
}

// embeddedPrefix starts the address of a warehouse in this process.
const embeddedPrefix = "embedded:"

// Open connects to the warehouse that dsn names:
//
//	embedded:DIR                                  chDB on a folder, made when it is not there
//	clickhouse://user:password@host:9000/database a server's native protocol
//	http://user:password@host:8123/database       its HTTP interface, also https://
//
// Errors are *gongkai.Error with a hint; one wraps gongkai.ErrLocked when
// another process owns the folder, gongkai.ErrTransient when the server is not
// there. Tables are made by Migrate, not by Open.
func Open(ctx context.Context, dsn string, opt Options) (*Warehouse, error) {
	w := &Warehouse{log: opt.Logger, batchRows: opt.BatchRows, cluster: opt.Cluster, schema: schemas.Migrations}
	if w.log == nil {
		w.log = zap.NewNop()
	}
	if w.batchRows <= 0 {
		w.batchRows = DefaultBatchRows
	}
	var settings *clickhouse.Options
	if dir, ok := strings.CutPrefix(dsn, embeddedPrefix); ok {
		if opt.Cluster != "" {
			return nil, &gongkai.Error{Op: "open warehouse", Path: dsn, Err: errors.New("an embedded warehouse is no cluster"), Hint: "name a server with --warehouse, or leave --cluster out"}
		}
		if dir == "" {
			return nil, &gongkai.Error{Op: "open warehouse", Path: dsn, Err: errors.New("no folder is named"),
				Hint: "write embedded:DIR"}
		}
		w.name = dsn
		engine, err := embedded.Open(dir)
		if errors.Is(err, gongkai.ErrLocked) {
			// Another process may be there to serve it.
			if settings = served(dir, err); settings == nil {
				return nil, err
			}
			return w.connect(ctx, settings)
		}
		if err != nil {
			return nil, err
		}
		w.engine, settings = engine, engine.Options()
		w.log.Debug("embedded engine started", zap.String("folder", dir), zap.String("version", engine.Version()))
	} else {
		var err error
		if settings, err = server(dsn, opt); err != nil {
			return nil, err
		}
		w.name = Redacted(dsn)
		if opt.Cluster != "" {
			if settings.Settings == nil {
				settings.Settings = clickhouse.Settings{}
			}
			// A load is announced when a majority has it, on every shard.
			for name, value := range map[string]any{"insert_distributed_sync": 1, "insert_quorum": "auto", "select_sequential_consistency": 1, "distributed_product_mode": "global"} {
				settings.Settings[name] = value
			}
		}
	}
	return w.connect(ctx, settings)
}

func (w *Warehouse) connect(ctx context.Context, settings *clickhouse.Options) (*Warehouse, error) {
	settings.ClientInfo.Products = append(settings.ClientInfo.Products, struct{ Name, Version string }{"gongkai", ""})
	w.http = settings.Protocol == clickhouse.HTTP
	conn, err := clickhouse.Open(settings)
	if err == nil {
		w.conn = conn
		err = conn.Ping(ctx)
	}
	if err == nil && w.engine == nil {
		// From 26.3 on servers gather inserts by default; a load's blocks are
		// parts of their own, and are there when the insert has ended.
		if v, verr := conn.ServerVersion(); verr == nil && v.Version.Major >= 22 {
			w.inserting = clickhouse.Settings{"async_insert": 0}
		}
	}
	if err != nil {
		return nil, errors.Join(w.explain("open warehouse", err), w.close())
	}
	return w, nil
}

// server turns the address of a server into options.
func server(dsn string, opt Options) (*clickhouse.Options, error) {
	scheme, _, ok := strings.Cut(dsn, "://")
	bad := func(err error) error {
		return &gongkai.Error{Op: "open warehouse", Path: Redacted(dsn), Err: err,
			Hint: "write embedded:DIR, clickhouse://user@host:9000/database or http://user@host:8123/database"}
	}
	if !ok {
		return nil, bad(errors.New("not an address of a warehouse"))
	}
	switch scheme {
	case "clickhouse", "tcp", "http", "https":
	default:
		return nil, bad(fmt.Errorf("unknown scheme %q", scheme))
	}
	settings, err := clickhouse.ParseDSN(dsn)
	if err != nil {
		// Its text may repeat the address with the password in it.
		return nil, bad(errors.New("not a valid address"))
	}
	if opt.Password != "" {
		settings.Auth.Password = opt.Password
	}
	settings.DialTimeout = opt.DialTimeout
	if settings.DialTimeout <= 0 {
		settings.DialTimeout = 10 * time.Second
	}
	if settings.Compression == nil {
		settings.Compression = &clickhouse.Compression{Method: clickhouse.CompressionLZ4}
	}
	return settings, nil
}

// Redacted is an address without its password.
func Redacted(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		scheme, _, _ := strings.Cut(dsn, "://")
		return scheme + "://…"
	}
	query := u.Query()
	if query.Has("password") {
		query.Set("password", "xxxxx")
		u.RawQuery = query.Encode()
	}
	return u.Redacted()
}

// Close ends the connections and, for an embedded warehouse, shuts the engine
// down and gives the folder free. Results that are still open end with an error.
func (w *Warehouse) Close() error { return w.close() }

func (w *Warehouse) close() error {
	var err error
	if w.conn != nil {
		err = w.conn.Close()
	}
	if w.engine != nil {
		err = errors.Join(err, w.engine.Close())
	}
	if err != nil {
		return &gongkai.Error{Op: "close warehouse", Path: w.name, Err: err}
	}
	return nil
}

// Name is the address without its password, for messages.
func (w *Warehouse) Name() string { return w.name }
