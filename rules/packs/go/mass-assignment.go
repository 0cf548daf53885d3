//go:build ignore

package fixture

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

func massAssignment(c *gin.Context, db *gorm.DB) {
	var fields map[string]any
	if err := c.ShouldBindJSON(&fields); err != nil {
		return
	}
	// ruleid: go.mass-assignment
	db.Model(&User{}).Updates(fields)
	var user User
	c.BindJSON(&user)
	// ruleid: go.mass-assignment
	db.Save(&user)
}

func massAssignmentNearMiss(c *gin.Context, db *gorm.DB, defaults map[string]any) {
	var form struct{ Name string }
	if err := c.ShouldBindJSON(&form); err != nil {
		return
	}
	// ok: go.mass-assignment
	db.Model(&User{}).Updates(defaults)
	// ok: go.mass-assignment
	db.Model(&User{}).Update("name", form.Name)
}
