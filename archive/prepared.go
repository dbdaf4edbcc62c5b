package archive

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// prepared are statements that are parsed once: a crawl runs the same dozen a
// few times for each page, and parsing took a fifth of its time.
type prepared struct {
	mu   sync.Mutex
	list map[string]*sql.Stmt
}

// preparer is a database or a transaction of it.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// get gives the statement of a query on a database. The lock is not held while
// it is prepared: that waits for the one connection of the catalogue, which a
// transaction may hold that asks for a statement.
func (p *prepared) get(ctx context.Context, db preparer, query string) (*sql.Stmt, error) {
	p.mu.Lock()
	s := p.list[query]
	p.mu.Unlock()
	if s != nil {
		return s, nil
	}
	s, err := db.PrepareContext(ctx, query) //nolint:sqlclosecheck // closed with the archive
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.list[query]; other != nil { // another was quicker
		return other, s.Close() //nolint:sqlclosecheck // here and now
	}
	if p.list == nil {
		p.list = map[string]*sql.Stmt{}
	}
	p.list[query] = s
	return s, nil
}

// known gives the statement of a query that was prepared before, else notes
// that it is wanted.
func (p *prepared) known(query string) *sql.Stmt {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.list[query]
	if !ok {
		if p.list == nil {
			p.list = map[string]*sql.Stmt{}
		}
		p.list[query] = nil
	}
	return s
}

// fill prepares what was wanted; outside of a transaction, since the catalogue
// has one connection.
func (p *prepared) fill(ctx context.Context, db preparer) error {
	p.mu.Lock()
	var wanted []string
	for query, s := range p.list {
		if s == nil {
			wanted = append(wanted, query)
		}
	}
	p.mu.Unlock()
	for _, query := range wanted {
		if _, err := p.get(ctx, db, query); err != nil { //nolint:sqlclosecheck // closed with the archive
			return err
		}
	}
	return nil
}

func (p *prepared) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for _, s := range p.list {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	p.list = nil
	return errors.Join(errs...)
}

// transaction runs statements, parsed once, in one step.
type transaction struct {
	tx *sql.Tx
	p  *prepared
}

func (t *transaction) exec(ctx context.Context, query string, args ...any) (int64, error) {
	var r sql.Result
	var err error
	if s := t.p.known(query); s != nil {
		r, err = t.tx.StmtContext(ctx, s).ExecContext(ctx, args...) //nolint:sqlclosecheck // closed with the transaction
	} else {
		r, err = t.tx.ExecContext(ctx, query, args...)
	}
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (t *transaction) row(ctx context.Context, query string, args ...any) *sql.Row {
	if s := t.p.known(query); s != nil {
		return t.tx.StmtContext(ctx, s).QueryRowContext(ctx, args...) //nolint:sqlclosecheck // closed with the transaction
	}
	return t.tx.QueryRowContext(ctx, query, args...)
}

func (t *transaction) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := t.p.known(query); s != nil {
		return t.tx.StmtContext(ctx, s).QueryContext(ctx, args...) //nolint:sqlclosecheck // closed with the transaction
	}
	return t.tx.QueryContext(ctx, query, args...)
}

// transact runs f in a transaction.
func (a *Archive) transact(ctx context.Context, op string, f func(*transaction) error) error {
	if err := a.prepared.fill(ctx, a.db); err != nil {
		return a.wrap(op, err)
	}
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return a.wrap(op, err)
	}
	if err := f(&transaction{tx, &a.prepared}); err != nil {
		return a.wrap(op, errors.Join(err, tx.Rollback()))
	}
	return a.wrap(op, tx.Commit())
}
