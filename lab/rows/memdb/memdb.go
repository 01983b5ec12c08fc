// Package memdb is a database/sql driver over nothing: each query answers with the numbers up to its limit.
package memdb

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strconv"
)

func init() { sql.Register("memdb", source{}) }

type source struct{}

func (source) Open(string) (driver.Conn, error) { return &conn{page: make([]byte, 4096)}, nil }

type conn struct{ page []byte }

func (c *conn) Prepare(query string) (driver.Stmt, error) {
	limit, err := strconv.Atoi(query)
	return &stmt{c, limit}, err
}
func (c *conn) Close() error              { return nil }
func (c *conn) Begin() (driver.Tx, error) { return nil, errors.New("no transactions") }

type stmt struct {
	conn  *conn
	limit int
}

func (s *stmt) Close() error                               { return nil }
func (s *stmt) NumInput() int                              { return 0 }
func (s *stmt) Exec([]driver.Value) (driver.Result, error) { return nil, errors.New("read only") }
func (s *stmt) Query([]driver.Value) (driver.Rows, error)  { return &cursor{limit: s.limit}, nil }

type cursor struct{ at, limit int }

func (c *cursor) Columns() []string { return []string{"number"} }
func (c *cursor) Close() error      { return nil }
func (c *cursor) Next(dest []driver.Value) error {
	if c.at == c.limit {
		return io.EOF
	}
	c.at++
	dest[0] = int64(c.at)
	return nil
}
