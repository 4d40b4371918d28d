package parcels

import (
	"fmt"
	"sync"
)

// Route is the order in which a vehicle visits depots.
type Route struct {
	ID      string
	Vehicle string
	Stops   []string
}

// Validate returns an error that wraps ErrInvalid when a rule is broken.
func (r *Route) Validate() error {
	if r.Vehicle == "" {
		return fmt.Errorf("route %q has no vehicle: %w", r.ID, ErrInvalid)
	}
	if len(r.Stops) < 2 {
		return fmt.Errorf("route %q goes nowhere: %w", r.ID, ErrInvalid)
	}
	return nil
}

// RouteStore keeps routes in memory. It is safe for use by several goroutines.
type RouteStore struct {
	mu   sync.RWMutex
	rows map[string]*Route
}

// NewRouteStore returns an empty store.
func NewRouteStore() *RouteStore {
	return &RouteStore{rows: make(map[string]*Route)}
}

// Work here: open parcel.go, depot.go and vehicle.go next to this file first. Then write below this comment what every
// store can do: get, put and delete. Type the first line of each function yourself.

