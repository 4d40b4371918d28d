package parcels

import "time"

// Scan is the moment a parcel was seen at a depot.
type Scan struct {
	ParcelID string
	DepotID  string
	At       time.Time
}

// LastSeen returns the newest scan of a parcel, and false when it was never scanned.
func LastSeen(scans []Scan, parcelID string) (Scan, bool) {
	var newest Scan
	found := false
	for _, scan := range scans {
		if scan.ParcelID == parcelID && (!found || scan.At.After(newest.At)) {
			newest, found = scan, true
		}
	}
	return newest, found
}

// IsLost reports whether a parcel has not been seen for five days.
func IsLost(last Scan, now time.Time) bool {
	return now.Sub(last.At) > 5*24*time.Hour
}
